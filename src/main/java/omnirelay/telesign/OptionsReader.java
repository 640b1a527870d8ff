package omnirelay.telesign;

import io.netty.util.NetUtil;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** Reads what a request says beside whom to tell what, in the order in which TeleSign complains. */
final class OptionsReader {
    /** Of DNS. */
    private static final int LONGEST_HOST = 253;

    private static final int NO_MESSAGE_TYPE = 3304;

    private static final TextRule MESSAGE_TYPE =
            new TextRule("message_type", 3102, Set.of("ARN", "MKT", "OTP")::contains, "OTP, ARN or MKT");
    private static final TextRule EXTERNAL_ID =
            new TextRule("external_id", 3103, ExternalId::fits, "a text of up to 100 ASCII characters");
    private static final TextRule LIFECYCLE_EVENT = new TextRule(
            "account_lifecycle_event",
            3104,
            Set.of("create", "sign-in", "transact", "update", "delete")::contains,
            "create, sign-in, transact, update or delete");
    private static final TextRule ORIGINATING_IP =
            new TextRule("originating_ip", 3105, OptionsReader::isAddress, "an IPv4 or IPv6 address");
    private static final TextRule CALLBACK_URL =
            new TextRule("callback_url", 3106, OptionsReader::isUrl, "a whole http or https address");
    private static final TextRule SENDER_ID =
            new TextRule("sender_id", InvalidRequestException.INVALID_REQUEST, any -> true, "a text");

    private OptionsReader() {}

    static SendRequest.Options read(JsonValue.Members body) throws InvalidRequestException {
        String messageType = MESSAGE_TYPE
                .read(body)
                .orElseThrow(() ->
                        new InvalidRequestException(NO_MESSAGE_TYPE, "", "message_type is missing: OTP, ARN or MKT."));
        Optional<String> externalId = EXTERNAL_ID.read(body);
        LIFECYCLE_EVENT.read(body);
        ORIGINATING_IP.read(body);
        Optional<String> callbackUrl = CALLBACK_URL.read(body);
        Optional<String> senderId = SENDER_ID.read(body);
        OwnOptions own = OwnOptions.read(body);
        return new SendRequest.Options(
                messageType,
                externalId.orElse(null),
                senderId.orElse(null),
                callbackUrl.orElse(null),
                own.label(),
                own.expiresAt());
    }

    private static boolean isAddress(String text) {
        return NetUtil.isValidIpV4Address(text)
                || (NetUtil.isValidIpV6Address(text) && !text.startsWith("[") && text.indexOf('%') < 0);
    }

    private static boolean isUrl(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            boolean reachable =
                    uri.getHost() != null && uri.getHost().length() <= LONGEST_HOST && uri.getPort() <= 65_535;
            return web && reachable;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
