package omnirelay.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import omnirelay.sandbox.Cascade.Turn;

/**
 * Adds one channel's change after another up to what TeleSign would tell after each: every channel tried so far, and
 * the send as a whole.
 */
final class Telling {
    private final List<Leg> legs;
    private final List<String> salts;
    private final List<ChannelStanding> channels = new ArrayList<>();
    private boolean gatewayReached;

    Telling(List<Leg> legs, List<String> salts) {
        this.legs = legs;
        this.salts = salts;
    }

    /** The steps; {@code turns} are in order of time and every channel's first one begins it. */
    List<Step> tell(List<Turn> turns) {
        List<Step> steps = new ArrayList<>();
        WholeStanding whole = new WholeStanding(Code.IN_PROGRESS, legs.get(0).channel(), Duration.ZERO);
        for (Turn turn : turns) {
            apply(turn);
            whole = whole.at(overall(), current().channel(), turn.at());
            steps.add(new Step(turn.at(), channels, whole));
        }
        return steps;
    }

    private void apply(Turn turn) {
        gatewayReached |= turn.code() == Code.AT_GATEWAY;
        if (turn.index() < channels.size()) {
            channels.set(turn.index(), channels.get(turn.index()).at(turn.code(), turn.at()));
            return;
        }
        String channel = legs.get(turn.index()).channel();
        channels.add(new ChannelStanding(channel, turn.code(), turn.at(), turn.at(), salts.get(turn.index())));
    }

    private ChannelStanding current() {
        return channels.get(channels.size() - 1);
    }

    /** The channel that was tried last speaks for the send, but its failure only where nothing is left to try. */
    private int overall() {
        int code = current().code();
        boolean last = channels.size() == legs.size();
        if (!Code.negative(code)) {
            return code == Code.IN_PROGRESS ? inProgress() : code;
        }
        if (!last) {
            return inProgress();
        }
        return noneUsable() ? Code.NONE_USABLE : code;
    }

    private int inProgress() {
        return gatewayReached ? Code.AT_GATEWAY : Code.IN_PROGRESS;
    }

    private boolean noneUsable() {
        return legs.stream().allMatch(leg -> leg.fault().isPresent());
    }
}
