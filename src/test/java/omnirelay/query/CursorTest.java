package omnirelay.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import omnirelay.http.Problem;
import omnirelay.message.MessageId;
import omnirelay.query.Cursor.AfterCallback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Test
    void aPlaceIsFoundAgain() {
        MessageId id = MessageId.lowestAt(Instant.parse("2026-11-22T14:00:00Z"));
        AfterCallback place = new AfterCallback(Instant.parse("2026-11-22T14:00:00.123456Z"), "ab12/3");

        assertThat(Cursor.message(Cursor.after(id))).isEqualTo(id);
        assertThat(Cursor.callback(Cursor.after(place))).isEqualTo(place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "YWJj", "MjAyNg"})
    void whatIsNoCursorIsRefused(String cursor) {
        assertThatThrownBy(() -> Cursor.message(cursor))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("next");
        assertThatThrownBy(() -> Cursor.callback(cursor))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("next");
    }
}
