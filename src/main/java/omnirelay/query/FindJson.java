package omnirelay.query;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import omnirelay.message.Mask;
import omnirelay.query.FindStore.Found;
import omnirelay.query.Snapshots.Snapshot;

/** What the text was taken for, and what was found. */
final class FindJson {
    private final RecipientTokens tokens;
    private final MessageJson messages;

    FindJson(RecipientTokens tokens, MessageJson messages) {
        this.tokens = tokens;
        this.messages = messages;
    }

    JsonObject of(FindQuery query, Snapshot<Found> read, boolean numbersShown) {
        Found found = read.value();
        Instant now = read.asOf().at();
        JsonArray shown = new JsonArray();
        found.messages().forEach(each -> shown.add(messages.of(each, now, numbersShown)));
        JsonArray recipients = new JsonArray();
        found.recipients().forEach(hash -> recipients.add(recipient(hash, found, now, numbersShown)));
        return new JsonObject()
                .put("as_of", read.asOf().toJson())
                .put("at", now.toString())
                .put("understood", understood(query))
                .put("recipients", recipients)
                .put("messages", shown)
                .put("records_since", found.records().since());
    }

    /** Any text may be a reference. Numbers are told masked: they come back to a page that others may look at. */
    private static JsonArray understood(FindQuery query) {
        JsonArray understood = new JsonArray();
        query.numbers()
                .forEach(digits ->
                        understood.add(new JsonObject().put("as", "number").put("phone_number", Mask.number(digits))));
        query.ending()
                .ifPresent(ending -> understood.add(new JsonObject()
                        .put("as", "last_digits")
                        .put("digits", ending.digits())
                        .put("from", ending.from())
                        .put("to", ending.to())));
        return understood.add(new JsonObject().put("as", "reference"));
    }

    private JsonObject recipient(String hash, Found found, Instant now, boolean numbersShown) {
        Optional<JsonObject> newest = found.messages().stream()
                .filter(each -> hash.equals(each.state().message().numberHash()))
                .findFirst()
                .map(each -> messages.of(each, now, numbersShown));
        return new JsonObject()
                .put("token", tokens.of(hash))
                .put(
                        "phone_number",
                        newest.map(each -> each.getString("phone_number")).orElse(null))
                .put(
                        "last_accepted_at",
                        newest.map(each -> each.getString("accepted_at")).orElse(null));
    }
}
