package omnirelay.sandbox;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The templates that every account has, with the parameters each cannot do without (TeleSign's OpenAPI document, send).
 * Customers can make more; the sandbox has none of those, except that every e-mail template is one.
 */
final class Templates {
    private static final Set<String> CHANNELS = Set.of("sms", "mms", "rcs", "whatsapp", "viber", "email");

    /** Channel, template, parameters; where TeleSign's documents disagree about a name, either will do. */
    private static final String TABLE = """
            sms      text                       text
            mms      image                      url
            mms      video                      url
            mms      audio                      url
            rcs      text                       text
            rcs      media                      url
            rcs      file                       url
            rcs      location                   latitude longitude
            rcs      url_action                 text url url_text url_payload|url_id
            rcs      dial_action                text dial_text phone_number_to_dial dial_payload|dial_id
            rcs      2_suggested_replies        text button_text_1 button_text_2
            rcs      3_suggested_replies        text button_text_1 button_text_2 button_text_3
            rcs      rc_url_action_vertical     media_url url url_text url_payload|url_id
            rcs      rc_url_action_horizontal   media_url url url_text url_payload|url_id
            rcs      rc_dial_action_vertical    media_url dial_text phone_number_to_dial dial_payload|dial_id
            rcs      rc_dial_action_horizontal  media_url dial_text phone_number_to_dial dial_payload|dial_id
            whatsapp text                       text
            whatsapp image                      header_url|url
            whatsapp video                      header_url|url
            whatsapp audio                      header_url|url
            whatsapp file                       header_url|url
            whatsapp location                   latitude longitude
            viber    text                       text
            viber    text_session               text
            viber    text_2way                  text
            viber    image                      url
            viber    image_session              url
            viber    url_action                 text url url_text url_id
            viber    video                      url
            viber    text_video                 text url url_thumbnail
            viber    url_action_video           text url
            viber    otp_verify                 otp_code
            """;

    private static final Map<String, List<String>> REQUIRED = TABLE.lines()
            .map(line -> line.split(" +"))
            .collect(toMap(
                    words -> words[0] + " " + words[1], words -> List.of(words).subList(2, words.length)));

    private static final String OWN_CODE = "telesign_otp";
    private static final String ANY_TEMPLATE = "email";

    private Templates() {}

    /** Whether the content is a code that TeleSign makes up. */
    static boolean holdsOwnCode(String template) {
        return template.contains(OWN_CODE);
    }

    static boolean isChannel(String channel) {
        return CHANNELS.contains(channel);
    }

    /** Whether TeleSign makes up the content, or the customer's own template does. */
    private static boolean needsNothing(String channel, String template) {
        return holdsOwnCode(template) || channel.equals(ANY_TEMPLATE);
    }

    /**
     * The parameters a template needs, each as one name or several to choose from, parted by {@code |}; empty where
     * there is no such template.
     */
    static Optional<List<String>> required(String channel, String template) {
        return needsNothing(channel, template)
                ? Optional.of(List.of())
                : Optional.ofNullable(REQUIRED.get(channel + " " + template));
    }
}
