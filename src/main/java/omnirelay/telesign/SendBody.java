package omnirelay.telesign;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The text of a request, cut at its members. What the relay need not change is sent on as it was written, character for
 * character: a template may mean more than the relay knows.
 */
final class SendBody {
    private static final String EXTERNAL_ID = "external_id";
    private static final String CALLBACK_URL = "callback_url";
    private static final Set<String> NOT_SENT_ON = Set.of(CALLBACK_URL, "omnirelay");

    /** A member's name and its text: name, colon and value. */
    private record Member(String name, String text) {}

    private final List<Member> members;

    private SendBody(List<Member> members) {
        this.members = members;
    }

    /** @param text an object that a {@link JsonReader} has read before */
    static SendBody of(String text) {
        List<Member> members = new ArrayList<>();
        try (JsonParser parser = JsonReader.parser(text)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                int from = (int) parser.currentTokenLocation().getCharOffset();
                parser.nextToken();
                parser.skipChildren();
                parser.finishToken();
                int to = (int) parser.currentLocation().getCharOffset();
                members.add(new Member(name, text.substring(from, to)));
            }
        } catch (IOException e) {
            throw new AssertionError("what was read before can be read again", e);
        }
        return new SendBody(members);
    }

    /** The request as TeleSign gets it. */
    String sentOnAs(ExternalId externalId, @Nullable String callbackUrl) {
        List<String> sent = new ArrayList<>();
        String ownId = member(EXTERNAL_ID, externalId.text());
        for (Member member : members) {
            if (!NOT_SENT_ON.contains(member.name())) {
                sent.add(member.name().equals(EXTERNAL_ID) ? ownId : member.text());
            }
        }
        if (!sent.contains(ownId)) {
            sent.add(ownId);
        }
        if (callbackUrl != null) {
            sent.add(member(CALLBACK_URL, callbackUrl));
        }
        return "{" + String.join(",", sent) + "}";
    }

    /** What the recipient is told and how: whatever would come of it twice if it were sent twice. */
    String content() {
        return members.stream()
                .filter(member -> !NOT_SENT_ON.contains(member.name()))
                .filter(member -> !member.name().equals(EXTERNAL_ID))
                .sorted(Comparator.comparing(Member::name))
                .map(Member::text)
                .collect(Collectors.joining(","));
    }

    private static String member(String name, String value) {
        return "\"" + name + "\":" + Json.encode(value);
    }
}
