package omnirelay.query;

import static omnirelay.query.Stories.begun;
import static omnirelay.query.Stories.sent;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import omnirelay.message.Outcome;
import omnirelay.message.SendState;
import omnirelay.telesign.CodeCatalogue;
import omnirelay.telesign.StatusCode;
import omnirelay.telesign.StatusCode.Where;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The sentence for each code of the catalogue, as {@code sentences-by-code.txt} has it for people to read. */
class SentencesTest {
    private static final String EXPECTED = "/query/sentences-by-code.txt";
    private static final Set<Where> REPORTED = EnumSet.of(Where.CALLBACK, Where.BOTH);
    private static final Set<Where> ANSWERED = EnumSet.of(Where.API, Where.BOTH);
    private static final CodeCatalogue CATALOGUE = CodeCatalogue.load();

    @Test
    void everyCodeHasItsSentence() throws IOException {
        String told = section("Reported of the only channel", REPORTED, SentencesTest::only)
                + section("Reported of the first of two channels", REPORTED, SentencesTest::first)
                + section("Reported of the message as a whole", REPORTED, SentencesTest::whole)
                + section("Refused with this answer", ANSWERED, SentencesTest::refused);
        assertThat(told).isEqualTo(expected());
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void noSentenceHasAnEmptyClauseOrABareCode(String sentence) {
        assertThat(sentence)
                .matches("[A-Z].*[^ .,]\\.")
                .doesNotContain(" ,", ", ,", "()", "null", "  ")
                .doesNotContainPattern("\\b\\d{4}\\b(?! \\()");
    }

    static Stream<String> sentences() throws IOException {
        return expected().lines().filter(line -> line.startsWith("  ")).map(line -> line.substring(9));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''               | 3999 (TeleSign gave no text)
            ' No.  Never. '  | 3999 (No. Never)
            """)
    void aCodeIsSaidWithTeleSignsText(String text, String said) {
        assertThat(Wording.said(3999, text)).isEqualTo(said);
    }

    @Test
    void aLongTextIsCutShort() {
        assertThat(Wording.said(3999, "x\n".repeat(5000))).hasSizeLessThan(200).endsWith("…)");
    }

    private static Stories only(StatusCode code, Outcome outcome) {
        return sent("sms").told("sms", code.code(), text(code), outcome, "14:00:09");
    }

    private static Stories first(StatusCode code, Outcome outcome) {
        return sent("rcs", "sms").told("rcs", code.code(), text(code), outcome, "14:00:09");
    }

    private static Stories whole(StatusCode code, Outcome outcome) {
        return sent("sms").told("", code.code(), text(code), outcome, "14:00:09");
    }

    private static Stories refused(StatusCode code, Outcome outcome) {
        return begun(SendState.REFUSED, "sms").refused(code.code(), text(code));
    }

    private static String text(StatusCode code) {
        return code.textAbout("…");
    }

    private static boolean isRefusal(StatusCode code) {
        return code.outcome() == null || code.outcome().negative();
    }

    private static String section(String title, Set<Where> places, BiFunction<StatusCode, Outcome, Stories> story) {
        StringBuilder section = new StringBuilder("\n").append(title).append("\n\n");
        CATALOGUE.all().stream()
                .filter(code -> places.contains(code.where()))
                .filter(code -> places == REPORTED || isRefusal(code))
                .forEach(code -> {
                    Outcome outcome = Objects.requireNonNullElse(code.outcome(), Outcome.IN_PROGRESS);
                    String sentence =
                            Sentence.of(story.apply(code, outcome).story(), Stories.at("14:02:30"), UsualTimes.UNKNOWN);
                    section.append("  %-6d %s\n".formatted(code.code(), sentence));
                });
        return section.toString();
    }

    private static String expected() throws IOException {
        try (InputStream in = Objects.requireNonNull(SentencesTest.class.getResourceAsStream(EXPECTED), EXPECTED)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.substring(text.indexOf("\nReported of the only"));
        }
    }
}
