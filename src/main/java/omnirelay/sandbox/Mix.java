package omnirelay.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What an ordinary day looks like: most arrive within seconds, the rest fails in the ways its channel knows. */
final class Mix {
    /** Only apps tell when a message was opened. */
    private static final Set<String> WITH_READ_RECEIPTS = Set.of("rcs", "whatsapp", "viber");

    private static final List<Integer> ANY_CHANNELS_FAILURES = List.of(3003, 3030, 3031, 3032, 3050);
    private static final Map<String, List<Integer>> FAILURES = Map.of(
            "sms", List.of(3030, 3031, 3032, 3033, 3042, 3043, 3047, 3048, 3049, 3050),
            "mms", List.of(3034, 3061, 3062),
            "rcs", List.of(3054, 3055, 3059),
            "whatsapp", List.of(3055, 3114),
            "viber", List.of(3055, 3003));
    private static final List<Integer> BLOCKS = List.of(3037, 3046, 3051, 3053, Code.HIGH_RISK);

    private Mix() {}

    static Fate fate(Leg leg, RandomGenerator random) {
        int percent = random.nextInt(100);
        if (percent < 35) {
            return Fate.deliveredWithoutGateway(random);
        }
        if (percent < 75) {
            return arrived(leg, random);
        }
        if (percent < 85) {
            List<Integer> failures = FAILURES.getOrDefault(leg.channel(), ANY_CHANNELS_FAILURES);
            return Fate.failed(oneOf(failures, random), random);
        }
        if (percent < 92) {
            return Fate.late(leg, random);
        }
        if (percent < 93) {
            return Fate.lateButTold(leg, random);
        }
        return percent < 98 ? Fate.unconfirmed(random) : Fate.failed(oneOf(BLOCKS, random), random);
    }

    private static Fate arrived(Leg leg, RandomGenerator random) {
        return WITH_READ_RECEIPTS.contains(leg.channel()) ? Fate.read(random) : Fate.delivered(random);
    }

    private static int oneOf(List<Integer> codes, RandomGenerator random) {
        return codes.get(random.nextInt(codes.size()));
    }
}
