package omnirelay.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RawBodyTest {
    private final RawBody body = RawBody.of("abc".getBytes(UTF_8));

    @Test
    void isKnownByItsSha256() {
        assertThat(body.hash()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(body).isEqualTo(RawBody.of("abc".getBytes(UTF_8))).isNotEqualTo(RawBody.of("abd".getBytes(UTF_8)));
    }

    @Test
    void itsBytesCannotBeChangedFromOutside() {
        byte[] bytes = "abc".getBytes(UTF_8);
        RawBody own = RawBody.of(bytes);
        bytes[0] = 'x';
        own.bytes()[1] = 'x';

        assertThat(own.bytes()).isEqualTo("abc".getBytes(UTF_8));
    }

    @Test
    void itsPartsHoldTheSameBytesUnderHashesOfTheirOwn() {
        assertThat(body.part(0).bytes()).isEqualTo(body.bytes());
        assertThat(body.part(0)).isNotEqualTo(body.part(1)).isNotEqualTo(body);
    }

    @Test
    void itsTextDoesNotShowItsBytes() {
        assertThat(body).hasToString("RawBody[3 bytes, " + body.hash() + "]");
    }
}
