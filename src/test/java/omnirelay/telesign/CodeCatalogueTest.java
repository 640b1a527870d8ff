package omnirelay.telesign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import omnirelay.message.Finality;
import omnirelay.message.Outcome;
import omnirelay.message.Status;
import omnirelay.telesign.StatusCode.Certainty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CodeCatalogueTest {
    private static final Set<Integer> PROBABLY_ARRIVED = Set.of(3004, 3039);
    private final CodeCatalogue catalogue = CodeCatalogue.load();

    /** Code, where, finality, outcome, retryable, next channel, HTTP statuses, text. */
    static Stream<List<String>> publishedList() {
        return new String(Payload.bytes("codes.tsv"), UTF_8).lines().map(line -> List.of(line.split("\t", -1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("publishedList")
    void holdsEveryRowOfThePublishedList(List<String> row) {
        int code = Integer.parseInt(row.get(0));
        StatusCode entry = catalogue.all().stream()
                .filter(each -> each.code() == code && each.where().name().equalsIgnoreCase(row.get(1)))
                .findFirst()
                .orElseThrow();

        assertThat(entry.finality().wire()).isEqualTo(row.get(2).equals("unspecified") ? "unmarked" : row.get(2));
        assertThat(entry.outcome()).isEqualTo(outcome(code, row.get(3)));
        assertThat(entry.retryable().name()).isEqualToIgnoringCase(row.get(4));
        assertThat(entry.nextChannel().name()).isEqualToIgnoringCase(row.get(5));
        assertThat(entry.httpStatuses())
                .isEqualTo(Arrays.stream(row.get(6).split("\\|"))
                        .filter(status -> !status.equals("callback"))
                        .map(Integer::valueOf)
                        .toList());
        assertThat(entry.text()).isEqualTo(row.get(7));
    }

    private static @Nullable Outcome outcome(int code, String published) {
        if (PROBABLY_ARRIVED.contains(code)) {
            return Outcome.UNCONFIRMED;
        }
        return published.equals("info") ? null : Outcome.ofWire(published);
    }

    @Test
    void holdsNothingElse() {
        assertThat(catalogue.all()).hasSize((int) publishedList().count());
        assertThat(catalogue.all().stream().map(entry -> entry.code() + " " + entry.where()))
                .doesNotHaveDuplicates();
    }

    @Test
    void saysInWordsOfItsOwnWhatEachMeansAndWhatToDo() {
        assertThat(catalogue.all()).allSatisfy(entry -> {
            assertThat(entry.meaning()).endsWith(".").isNotEqualTo(entry.text()).hasSizeBetween(10, 250);
            assertThat(entry.advice()).endsWith(".").hasSizeBetween(10, 250);
        });
    }

    @Test
    void readsWhatItWrites() {
        assertThat(catalogue.all())
                .allSatisfy(entry -> assertThat(StatusCode.of(entry.toJson())).isEqualTo(entry));
    }

    @Test
    void tellsOneNumbersMeaningsApart() {
        assertThat(catalogue.reported(3041).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(catalogue.reported(3041).nextChannel()).isEqualTo(Certainty.YES);
        assertThat(catalogue.answered(3041).httpStatuses()).containsExactly(503);
        assertThat(catalogue.answered(3041).retryable()).isEqualTo(Certainty.YES);
    }

    @ParameterizedTest
    @CsvSource({
        "3000, delivered,   final",
        "3004, unconfirmed, unmarked",
        "3056, failed,      intermediate",
        "3110, rejected,    final",
        "3999, ,            unmarked",
        "3019, failed,      unmarked",
        "3111, rejected,    unmarked",
        "3699, rejected,    unmarked",
        "3700, ,            unmarked",
        "290,  ,            unmarked",
        "-1,   ,            unmarked"
    })
    void hasAnEntryForAnyCodeThatIsReported(int code, String outcome, String finality) {
        StatusCode entry = catalogue.reported(code);

        assertThat(entry.code()).isEqualTo(code);
        assertThat(entry.outcome()).isEqualTo(outcome == null ? null : Outcome.ofWire(outcome));
        assertThat(entry.finality()).isEqualTo(Finality.ofWire(finality));
        assertThat(entry.meaning()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"rcs, INTERMEDIATE", "whatsapp, INTERMEDIATE", "viber, INTERMEDIATE", "sms, FINAL", "mms, FINAL"})
    void deliveredIsNotTheEndWhereReadMayFollow(String channel, Finality finality) {
        assertThat(catalogue.reported(3000).finalityOn(channel)).isEqualTo(finality);
        assertThat(catalogue.reported(3003).finalityOn(channel)).isEqualTo(Finality.FINAL);
    }

    @ParameterizedTest
    @CsvSource({"3204, rejected, YES", "3203, rejected, NO", "3041, rejected, YES", "3500, rejected, YES"})
    void anyCodeCanRefuse(int code, String outcome, Certainty retryable) {
        assertThat(catalogue.refusal(code, "why"))
                .isEqualTo(Status.local(
                        code,
                        "why",
                        Outcome.ofWire(outcome),
                        catalogue.answered(code).finality()));
        assertThat(catalogue.answered(code).retryable()).isEqualTo(retryable);
    }

    @Test
    void putsTheValueInPlaceOfTheBraces() {
        assertThat(catalogue.answered(3102).textAbout("OTPX"))
                .isEqualTo("Invalid value for parameter message_type: OTPX");
        assertThat(catalogue.reported(3200).textAbout("sms")).isEqualTo("sms channel is not enabled for customer");
        assertThat(catalogue.answered(3300).textAbout("x")).isEqualTo("Missing parameter channels");
    }
}
