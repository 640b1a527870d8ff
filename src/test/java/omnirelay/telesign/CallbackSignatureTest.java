package omnirelay.telesign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import omnirelay.telesign.Authenticity.Cause;
import omnirelay.telesign.Authenticity.Proven;
import omnirelay.telesign.Authenticity.Unproven;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CallbackSignatureTest {
    private static final byte[] SEED = Payload.bytes("callback-mms-timeout-sms-delivered.json");
    private static final String SEED_SIGNATURE = "+TUjim/M3Xv2u1bpzSbicMVUxNOvT/+Dzy1sKm2xvOo=";
    private static final String SEED_HEADER = "TSA " + TestKeys.CUSTOMER + ":" + SEED_SIGNATURE;
    private static final String OTHER_CUSTOMER = "TSA somebody:" + SEED_SIGNATURE;
    private static final ApiKey NEXT = TestKeys.key("next", "bmV4dCBrZXk=");

    static Stream<Arguments> vectors() {
        return Stream.of(
                Arguments.of(SEED, SEED_SIGNATURE),
                Arguments.of(
                        Payload.bytes("callback-whatsapp-read.json"), "SwwlIGvZn6xC+C89ZsA0c6T42nYOPCOviKJXbgqcRPQ="),
                Arguments.of("{}".getBytes(UTF_8), "D9JB1Bfo+2tfzfaJTA6GdWohXZYbmmwzIJ/7y+/pKYk="),
                Arguments.of(new byte[0], "W0asG61f+zKIfGXhFwQhku4YQUG1wZLM0BGOwdYVDlc="),
                Arguments.of(
                        "{\"external_id\":\"café-1\"}".getBytes(UTF_8),
                        "2KvTXsY7T5ceFwkH8FI0PKukiajm/OFRF6fo8iRni+4="));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void signsAndBelieves(byte[] body, String signature) {
        assertThat(CallbackSignature.bare(TestKeys.EXAMPLE, body)).isEqualTo(signature);
        String header = CallbackSignature.authorization(TestKeys.EXAMPLE, body);

        assertThat(header).isEqualTo("TSA " + TestKeys.CUSTOMER + ":" + signature);
        assertThat(verify(header, signature, body)).isEqualTo(new Proven(TestKeys.EXAMPLE, null));
    }

    static Stream<Arguments> headers() {
        return Stream.of(
                Arguments.of("only the first", SEED_HEADER, null, null),
                Arguments.of("only the second, bare", null, SEED_SIGNATURE, null),
                Arguments.of("only the second, with the customer", null, SEED_HEADER, null),
                Arguments.of("a proxy's own in the first", "Basic cHJveHk6c2VjcmV0", SEED_SIGNATURE, null),
                Arguments.of("lower case scheme", "tsa " + TestKeys.CUSTOMER + ":" + SEED_SIGNATURE, null, null),
                Arguments.of("none", null, null, Cause.MISSING),
                Arguments.of("blank", " ", " ", Cause.MISSING),
                Arguments.of("bare in the first", SEED_SIGNATURE, null, Cause.MALFORMED),
                Arguments.of("not even base64", null, "?", Cause.MALFORMED),
                Arguments.of("another customer", OTHER_CUSTOMER, null, Cause.UNKNOWN_CUSTOMER),
                Arguments.of("neither readable", "TSA", "?", Cause.MALFORMED),
                Arguments.of("wrong signature", SEED_HEADER.replace("vOo=", "vOp="), "abc=", Cause.WRONG_SIGNATURE),
                Arguments.of("wrong bare signature", null, "abc=", Cause.WRONG_SIGNATURE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("headers")
    void takesEitherHeader(
            String what, @Nullable String authorization, @Nullable String xTsAuthorization, @Nullable Cause cause) {
        assertThat(verify(authorization, xTsAuthorization, SEED))
                .isEqualTo(cause == null ? new Proven(TestKeys.EXAMPLE, null) : new Unproven(cause));
    }

    @Test
    void noticesOneChangedByteAnywhere() {
        for (int i = 0; i < SEED.length; i++) {
            byte[] changed = SEED.clone();
            changed[i] ^= 1;
            assertThat(verify(SEED_HEADER, null, changed)).isEqualTo(new Unproven(Cause.WRONG_SIGNATURE));
        }
    }

    @Test
    void saysWhichOfSeveralKeysSigned() {
        CallbackSignature signatures = new CallbackSignature(new KeyRing(List.of(TestKeys.EXAMPLE, NEXT)));

        assertThat(signatures.verify(CallbackSignature.authorization(NEXT, SEED), null, SEED))
                .isEqualTo(new Proven(NEXT, null));
        assertThat(signatures.verify(null, CallbackSignature.bare(NEXT, SEED), SEED))
                .isEqualTo(new Proven(NEXT, null));
    }

    private static Authenticity verify(@Nullable String authorization, @Nullable String xTsAuthorization, byte[] body) {
        return new CallbackSignature(new KeyRing(List.of(TestKeys.EXAMPLE)))
                .verify(authorization, xTsAuthorization, body);
    }
}
