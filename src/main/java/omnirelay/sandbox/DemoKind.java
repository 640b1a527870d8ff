package omnirelay.sandbox;

import io.vertx.core.json.JsonObject;
import java.util.List;

/** One kind of message that the demo's company sends. */
record DemoKind(String messageType, String label, List<String> channels, String text) {
    static final List<DemoKind> ALL = List.of(
            new DemoKind("OTP", "login", List.of("sms"), "482913 is your login code."),
            new DemoKind("OTP", "login", List.of("whatsapp", "sms"), "730164 is your login code."),
            new DemoKind("OTP", "sign-up", List.of("rcs", "sms"), "115908 completes your registration."),
            new DemoKind("ARN", "delivery", List.of("sms"), "Your parcel arrives today between 2 and 4 pm."),
            new DemoKind("ARN", "delivery", List.of("viber", "sms"), "Your parcel waits for you at the shop."),
            new DemoKind("ARN", "appointment", List.of("whatsapp", "rcs", "sms"), "See you tomorrow at 9 am."),
            new DemoKind("ARN", "invoice", List.of("email", "sms"), "Your invoice for this month is ready."),
            new DemoKind("MKT", "autumn-sale", List.of("mms", "sms"), "Everything must go: 20% off until Sunday."),
            new DemoKind("MKT", "autumn-sale", List.of("rcs", "mms", "sms"), "Last day: 30% off. Reply STOP to leave."),
            new DemoKind("MKT", "newsletter", List.of("whatsapp", "viber", "sms"), "New in the shop this week."));

    /** The {@code message} of a request: an entry for every channel that shows more than text, and the text. */
    JsonObject content() {
        JsonObject content = new JsonObject();
        for (String channel : channels) {
            content.put(channel, entry(channel));
        }
        return content;
    }

    private JsonObject entry(String channel) {
        return switch (channel) {
            case "mms" -> template("image", "url", "https://shop.example.com/sale.jpg");
            case "email" -> template("monthly_invoice", "text", text);
            default -> template("text", "text", text);
        };
    }

    private static JsonObject template(String name, String parameter, String value) {
        return new JsonObject().put("template", name).put("parameters", new JsonObject().put(parameter, value));
    }
}
