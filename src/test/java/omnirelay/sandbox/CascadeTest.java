package omnirelay.sandbox;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CascadeTest {
    private static final Leg MMS = leg("mms", 600);
    private static final Leg SMS = leg("sms", 300);
    private static final long SEEDS = 200;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            0001 | 3001 mms 3001 > 3002 mms 3002 > 3000 mms 3000
            0002 | 3001 mms 3001 > 3002 mms 3002 > 3002 mms 3056 > 3002 mms 3056 sms 3001 > 3002 mms 3056 sms 3002 \
            > 3000 mms 3056 sms 3000
            0003 | 3001 mms 3001 > 3001 mms 3003 > 3001 mms 3003 sms 3001 > 3002 mms 3003 sms 3002 \
            > 3000 mms 3003 sms 3000
            0004 | 3001 mms 3001 > 3001 mms 3003 > 3001 mms 3003 sms 3001 > 3003 mms 3003 sms 3003
            0005 | 3001 mms 3001 > 3002 mms 3002 > 3000 mms 3000 > 3005 mms 3005
            0006 | 3001 mms 3001 > 3002 mms 3002 > 3002 mms 3056 > 3002 mms 3056 sms 3001 > 3002 mms 3056 sms 3002 \
            > 3000 mms 3056 sms 3000 > 3000 mms 3000 sms 3000
            0018 | 3001 mms 3001 > 3001 mms 3072 > 3001 mms 3072 sms 3001 > 3072 mms 3072 sms 3072
            """)
    void aScenarioTakesItsCourseWhateverTheSeed(String digits, String expected) {
        Course course = Scenario.of("1555867" + digits).course;

        for (long seed = 0; seed < SEEDS; seed++) {
            assertThat(told(play(course, seed, MMS, SMS))).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0007, FIRST_DELIVERS",
        "0008, FIRST_DELIVERS",
        "0009, FIRST_DELIVERS",
        "0010, FIRST_DELIVERS",
        "0011, FIRST_DELIVERS",
        "0012, FIRST_DELIVERS",
        "0014, FIRST_DELIVERS",
        "0016, FIRST_DELIVERS",
        "0019, FIRST_DELIVERS",
        "0017, FIRST_RUNS_OUT",
        "5309, FIRST_RUNS_OUT"
    })
    void theOthersDifferOnlyInHowTheyAreTold(String digits, Scenario as) {
        assertThat(Scenario.of("1555867" + digits).course).isEqualTo(as.course);
    }

    @Test
    void everyScenarioHasItsDigits() {
        List<Scenario> listed = Arrays.stream(Scenario.values())
                .filter(scenario -> scenario != Scenario.ANY_OTHER)
                .toList();

        assertThat(listed).hasSize(19).allSatisfy(scenario -> {
            assertThat(scenario.digits).isEqualTo("%04d".formatted(listed.indexOf(scenario) + 1));
            assertThat(Scenario.of("15558670000".substring(0, 7) + scenario.digits))
                    .isEqualTo(scenario);
        });
        assertThat(Scenario.of("15558671234")).isEqualTo(Scenario.ANY_OTHER);
        assertThat(Scenario.of("")).isEqualTo(Scenario.ANY_OTHER);
    }

    @Test
    void aChannelThatRunsOutDoesSoExactlyAfterItsFallbackTime() {
        List<Step> steps = play(Course.FIRST_RUNS_OUT, 7, MMS, SMS).steps();

        assertThat(steps.get(2).at()).isEqualTo(Duration.ofMinutes(10));
        assertThat(steps.get(3).at().minus(steps.get(2).at()).toMillis()).isBetween(20L, 50L);
    }

    @Test
    void aFailureHandsOverAtOnce() {
        List<Step> steps = play(Course.FIRST_FAILS, 7, MMS, SMS).steps();

        assertThat(steps.get(1).at()).isLessThan(Duration.ofSeconds(2));
        assertThat(steps.get(2).at().minus(steps.get(1).at()).toMillis()).isBetween(20L, 50L);
    }

    @Test
    void theLastChannelsFallbackTimeIsIgnored() {
        assertThat(told(play(Course.FIRST_RUNS_OUT, 7, SMS)))
                .isEqualTo("3001 sms 3001 > 3002 sms 3002 > 3000 sms 3000");
    }

    @Test
    void aChannelAtFaultHandsOverWithItsCode() {
        Leg unknown = new Leg("fax", Duration.ofMinutes(5), OptionalInt.of(3100));

        assertThat(told(play(Course.DELIVERED, 7, unknown, SMS)))
                .isEqualTo("3001 fax 3001 > 3001 fax 3100 > 3001 fax 3100 sms 3001 > 3002 fax 3100 sms 3002"
                        + " > 3000 fax 3100 sms 3000");
    }

    @Test
    void aSendWithoutAnyUsableChannelEndsWith3006() {
        Leg unknown = new Leg("fax", Duration.ofMinutes(5), OptionalInt.of(3100));
        Leg empty = new Leg("sms", Duration.ofMinutes(5), OptionalInt.of(3306));

        assertThat(told(play(Course.DELIVERED, 7, unknown, empty))).endsWith("> 3006 fax 3100 sms 3306");
    }

    @Test
    void theWholeKeepsTheTimeFromWhichItsStatusHolds() {
        List<Step> steps = play(Course.FIRST_COMES_LATE, 7, MMS, SMS).steps();
        Step delivered = steps.get(steps.size() - 2);
        Step late = steps.get(steps.size() - 1);

        assertThat(late.channels().get(0).since()).isEqualTo(late.at());
        assertThat(late.whole()).isEqualTo(delivered.whole());
        assertThat(late.whole().since()).isEqualTo(delivered.at());
        assertThat(late.whole().lastChannel()).isEqualTo("sms");
    }

    @Test
    void theSameSeedGivesTheSamePlay() {
        for (long seed = 0; seed < SEEDS; seed++) {
            assertThat(play(Course.MIXED, seed, MMS, SMS)).isEqualTo(play(Course.MIXED, seed, MMS, SMS));
        }
        assertThat(play(Course.MIXED, 1, MMS, SMS)).isNotEqualTo(play(Course.MIXED, 2, MMS, SMS));
    }

    @Test
    void anyOtherNumberMostlyArrivesAndSometimesFailsInEveryWay() {
        Leg rcs = leg("rcs", 60);
        List<Play> plays = new SplittableRandom(5)
                .longs(1_000)
                .mapToObj(seed -> play(Course.MIXED, seed, rcs, SMS))
                .toList();

        assertThat(plays)
                .filteredOn(play -> ends(play, Code.DELIVERED, Code.READ))
                .hasSizeBetween(800, 980);
        assertThat(plays).filteredOn(play -> ends(play, Code.READ)).hasSizeBetween(200, 500);
        assertThat(plays).filteredOn(play -> ends(play, Code.UNCONFIRMED)).hasSizeBetween(10, 100);
        assertThat(plays).filteredOn(CascadeTest::handsOverBecauseTimeRanOut).hasSizeBetween(20, 150);
        assertThat(plays).anyMatch(play -> ends(play, 3037, 3046, 3051, 3053, 3072));
        assertThat(plays).allSatisfy(play -> assertThat(play.steps()).isSortedAccordingTo(comparing(Step::at)));
    }

    private static boolean ends(Play play, Integer... codes) {
        return List.of(codes)
                .contains(play.steps().get(play.steps().size() - 1).whole().code());
    }

    private static boolean handsOverBecauseTimeRanOut(Play play) {
        return play.steps().stream().anyMatch(step -> step.channels().get(0).code() == Code.TIME_RAN_OUT);
    }

    private static Play play(Course course, long seed, Leg... legs) {
        return Cascade.play(List.of(legs), course, new SplittableRandom(seed));
    }

    private static Leg leg(String channel, int seconds) {
        return new Leg(channel, Duration.ofSeconds(seconds), OptionalInt.empty());
    }

    /** Each step as the whole's code and every channel's: {@code 3002 mms 3056 sms 3001}. */
    private static String told(Play play) {
        return play.steps().stream()
                .map(step -> step.whole().code() + " "
                        + step.channels().stream()
                                .map(channel -> channel.channel() + " " + channel.code())
                                .collect(joining(" ")))
                .collect(joining(" > "));
    }
}
