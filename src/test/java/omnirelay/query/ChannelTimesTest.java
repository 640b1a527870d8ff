package omnirelay.query;

import static omnirelay.query.Stories.at;
import static omnirelay.query.Stories.begun;
import static omnirelay.query.Stories.sent;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import omnirelay.message.SendState;
import omnirelay.query.ChannelTimes.Times;
import org.junit.jupiter.api.Test;

class ChannelTimesTest {
    private final ChannelTimes times = new ChannelTimes(1);

    @Test
    void theFirstChannelBeginsWithTheCallAndTheOthersAreReckonedFromIt() {
        assertThat(times.of(sent("rcs", "mms", "sms").story()))
                .isEqualTo(Map.of(
                        "rcs", new Times(at("14:00:00"), at("14:10:00")),
                        "mms", new Times(null, at("14:20:00")),
                        "sms", Times.UNKNOWN));
    }

    @Test
    void aChannelBeginsWhenTheOneBeforeItEnds() {
        StoredMessage story = sent("rcs", "mms", "sms")
                .failed("rcs", "14:01:00")
                .inProgress("mms", "14:01:01")
                .story();

        assertThat(times.of(story))
                .containsEntry("mms", new Times(at("14:01:00"), at("14:11:00")))
                .containsEntry("sms", Times.UNKNOWN);
    }

    @Test
    void aChannelWhoseTurnItIsHasBegunThoughNothingIsReportedOfIt() {
        assertThat(times.of(sent("rcs", "mms", "sms").ranOut("rcs", "14:10:01").story()))
                .containsEntry("mms", new Times(at("14:10:01"), at("14:20:01")));
    }

    @Test
    void nothingMoreBeginsOnceTheMessageArrived() {
        assertThat(times.of(
                        sent("rcs", "mms", "sms").delivered("rcs", "14:00:05").story()))
                .isEqualTo(Map.of(
                        "rcs", new Times(at("14:00:00"), at("14:10:00")),
                        "mms", Times.UNKNOWN,
                        "sms", Times.UNKNOWN));
    }

    @Test
    void aTimeBeforeTheMessageWasAcceptedIsNotBelieved() {
        StoredMessage story = sent("mms", "sms")
                .ranOut("mms", "2020-05-04T22:05:00Z", "14:10:01")
                .delivered("sms", "14:12:15")
                .story();

        assertThat(times.of(story)).containsEntry("sms", new Times(at("14:10:01"), null));
    }

    @Test
    void onAFasterClockTheTimeRunsOutSooner() {
        assertThat(new ChannelTimes(60).of(sent("mms", "sms").story()))
                .containsEntry("mms", new Times(at("14:00:00"), at("14:00:10")));
    }

    @Test
    void nothingBeginsWithoutACall() {
        assertThat(times.of(begun(SendState.REFUSED, "sms").refused(3203, "No").story()))
                .isEmpty();
    }
}
