package omnirelay.sandbox;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** The messages of a company that sends login codes, notices and offers: the same seed gives the same ones. */
final class DemoMessages {
    /** Begin numbers that are kept free for films and examples in their countries: US, CA, GB, FR, AU, IE. */
    private static final List<String> NUMBERS = List.of(
            "1212555",
            "1312555",
            "1415555",
            "1206555",
            "1416555",
            "1604555",
            "44207946",
            "3363998",
            "6149157",
            "35320910");

    private static final List<Integer> FALLBACK_SECONDS = List.of(30, 60, 120, 300, 600);

    /** Shown once; each of them all the time would look like an outage. */
    private static final Set<Scenario> ONCE =
            EnumSet.of(Scenario.CALLBACK_URL_REFUSED, Scenario.NOT_AUTHORIZED, Scenario.SILENCE, Scenario.ANSWER_LOST);

    private static final List<Scenario> NAMED =
            EnumSet.complementOf(EnumSet.of(Scenario.ANY_OTHER)).stream().toList();
    private static final List<Scenario> OFTEN =
            NAMED.stream().filter(scenario -> !ONCE.contains(scenario)).toList();

    private final long seed;

    DemoMessages(long seed) {
        this.seed = seed;
    }

    /** The message with this number, from 0. The first ones show every scenario once, mixed with ordinary ones. */
    JsonObject message(int number) {
        RandomGenerator random = new SplittableRandom(seed * 31 + number);
        DemoKind kind = oneOf(DemoKind.ALL, random);
        String to = oneOf(NUMBERS, random) + lastDigits(number, random);
        JsonObject message = new JsonObject()
                .put("channels", channels(kind, random))
                .put("recipient", recipient(kind, to, number))
                .put("message", kind.content())
                .put("message_type", kind.messageType())
                .put("omnirelay", new JsonObject().put("label", kind.label()));
        return random.nextInt(10) == 0 ? message : message.put("external_id", kind.label() + "-" + (10_000 + number));
    }

    private static String lastDigits(int number, RandomGenerator random) {
        if (number % 2 == 0 && number / 2 < NAMED.size()) {
            return NAMED.get(number / 2).digits;
        }
        if (random.nextInt(4) == 0) {
            return OFTEN.get(random.nextInt(OFTEN.size())).digits;
        }
        return String.valueOf(random.nextInt(1_000, 5_000));
    }

    private static JsonArray channels(DemoKind kind, RandomGenerator random) {
        JsonArray channels = new JsonArray();
        for (String channel : kind.channels()) {
            JsonObject entry = new JsonObject().put("channel", channel);
            boolean last = channels.size() == kind.channels().size() - 1;
            channels.add(last ? entry : entry.put("fallback_time", oneOf(FALLBACK_SECONDS, random)));
        }
        return channels;
    }

    private static JsonObject recipient(DemoKind kind, String to, int number) {
        JsonObject recipient = new JsonObject().put("phone_number", to);
        return kind.channels().contains("email")
                ? recipient.put("email", "customer" + number + "@example.com")
                : recipient;
    }

    private static <T> T oneOf(List<T> things, RandomGenerator random) {
        return things.get(random.nextInt(things.size()));
    }
}
