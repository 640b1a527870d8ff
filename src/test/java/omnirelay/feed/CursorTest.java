package omnirelay.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import omnirelay.feed.Cursor.After;
import omnirelay.http.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    /** Events 11 to 20 are kept. */
    private final LogBounds bounds = new LogBounds(new LogHead("one", 20), 11);

    @Test
    void aCursorReadsAsItIsWritten() {
        After after = new After("1f2e3d4c", 1042);

        assertThat(Cursor.parse("after", after.toString())).isEqualTo(after);
        assertThat(Cursor.parse("after", "now")).isEqualTo(Cursor.End.NOW);
        assertThat(Cursor.parse("after", "start")).isEqualTo(Cursor.End.START);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1042", ":1042", "one:", "one:-1", "one:two", "one:1:2", "one:9999999999999999999", "Now"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Cursor.parse("after", text))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.field()).isEqualTo("after"));
    }

    @ParameterizedTest
    @CsvSource({
        "one, 10,",
        "one, 20,",
        "one, 9, CURSOR_EXPIRED",
        "one, 0, CURSOR_EXPIRED",
        "one, 21, CURSOR_BEYOND_HEAD",
        "two, 15, EPOCH_CHANGED",
        "two, 99, EPOCH_CHANGED"
    })
    void aCursorIsServedWhereAllThatFollowsItIsKept(String epoch, long seq, Reset refusal) {
        assertThat(bounds.refuses(new After(epoch, seq)).orElse(null)).isEqualTo(refusal);
    }

    @Test
    void theEndsOfTheLogAreAlwaysServed() {
        assertThat(bounds.refuses(Cursor.End.START)).isEmpty();
        assertThat(bounds.positionOf(Cursor.End.START)).isEqualTo(10);
        assertThat(bounds.refuses(Cursor.End.NOW)).isEmpty();
        assertThat(bounds.positionOf(Cursor.End.NOW)).isEqualTo(20);
    }
}
