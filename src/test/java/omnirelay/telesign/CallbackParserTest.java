package omnirelay.telesign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import omnirelay.message.Entry.Subject;
import omnirelay.message.MessageId;
import omnirelay.message.Report;
import omnirelay.telesign.Callback.Filed;
import omnirelay.telesign.Callback.NotUnderstood;
import omnirelay.telesign.Callback.Replied;
import omnirelay.telesign.Callback.Reported;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackParserTest {
    private static final Instant SUBMITTED = Instant.parse("2022-10-20T10:00:00Z");
    private static final Instant HANDED_OVER = Instant.parse("2023-10-31T14:47:10.490130Z");
    private static final String REFERENCE = "35C8B5D509BC10689196FED2AD551B8A";
    private static final String MMS = "65C77D4A6C5C09085694EFB6C554D2BF";
    private static final String SMS = "65C77D4A6C5C09085694EFB6C558B4C7";
    private static final MessageId OURS =
            MessageId.parse("01A20245DB897C3E9A0B5D6F1E2C3B4A").orElseThrow();
    private static final Subject BY_REFERENCE = new Subject(null, null, REFERENCE);

    private final CallbackParser parser = new CallbackParser(CodeCatalogue.load());

    static Stream<Arguments> statuses() {
        return Stream.of(
                reported(
                        "callback-mms-timeout-sms-delivered",
                        BY_REFERENCE,
                        "mms 3056 failed intermediate " + MMS + " 2020-05-04T22:05:00.325Z",
                        "sms 3000 delivered final " + SMS + " 2020-05-04T22:07:01.226Z",
                        "* 3000 delivered final - 2020-05-04T22:07:01.226Z by sms"),
                reported(
                        "callback-seed-external-id-null-as-text",
                        BY_REFERENCE,
                        "mms 3056 failed intermediate " + MMS + " 2020-05-04T22:05:00.325Z",
                        "sms 3000 delivered final " + SMS + " 2020-05-04T22:07:01.226Z",
                        "* 3000 delivered final - 2020-05-04T22:07:01.226Z by sms"),
                reported(
                        "callback-whatsapp-read",
                        new Subject(null, "order-42", REFERENCE),
                        "whatsapp 3005 read final 364C81F5F46402189211BDE408330A86 2024-11-12T13:09:02Z",
                        "* 3005 read final - 2024-11-12T13:09:02Z by whatsapp"),
                reported(
                        "callback-ours-in-progress",
                        new Subject(OURS, OURS + ".order-42", REFERENCE),
                        "mms 3001 in_progress intermediate - 2024-11-12T13:08:35.203Z",
                        "* 3001 in_progress intermediate - 2024-11-12T13:08:35.203Z by mms"),
                reported(
                        "callback-ours-without-channels",
                        new Subject(OURS, OURS.toString(), REFERENCE),
                        "* 3002 in_progress intermediate - 2024-11-12T13:08:35.203Z"),
                reported(
                        "callback-numbers-as-text",
                        BY_REFERENCE,
                        "sms 3000 delivered final 12345 2022-06-23T19:03:44Z",
                        "* 3000 delivered final - 2022-06-23T19:03:44Z by sms"),
                reported(
                        "callback-impossible-date",
                        BY_REFERENCE,
                        "rcs 3003 failed final - 2022-31-03T14:51:28.709526Z",
                        "* 3003 failed final - 2022-31-03T14:51:28.709526Z by rcs"),
                reported(
                        "callback-unknown-channel-and-code",
                        BY_REFERENCE,
                        "telegram 3021 failed unmarked -",
                        "sms -7 in_progress unmarked -",
                        "* 3999 in_progress unmarked - by telegram"),
                reported(
                        "callback-odd-entries",
                        BY_REFERENCE,
                        "sms 3000 delivered final " + SMS,
                        "* 3000 delivered final - by sms"),
                reported(
                        "callback-one-entry-two-channels",
                        BY_REFERENCE,
                        "mms 3056 failed intermediate -",
                        "sms 3000 delivered final -",
                        "* 3000 delivered final - by sms"),
                reported(
                        "callback-channels-as-object",
                        BY_REFERENCE,
                        "mms 3056 failed intermediate -",
                        "sms 3000 delivered final -",
                        "* 3000 delivered final - by sms"),
                reported(
                        "callback-channel-status-only",
                        new Subject(null, null, null),
                        "sms 3000 delivered final " + SMS + " 2020-05-04T22:07:01.226Z"),
                reported(
                        "callback-names-with-blanks",
                        BY_REFERENCE,
                        "sms 3000 delivered final -",
                        "* 3000 delivered final - by sms"),
                reported(
                        "callback-with-price",
                        new Subject(null, "café-1", REFERENCE),
                        "viber 3000 delivered intermediate -",
                        "* 3000 delivered intermediate - by viber"),
                reported("callback-old-read-code", BY_REFERENCE, "rcs 201 read final -", "* 201 read final - by rcs"),
                reported("callback-read-code-without-channels", BY_REFERENCE, "* 201 in_progress unmarked - by sms"),
                reported(
                        "callback-unstorable-text",
                        new Subject(null, null, "a\uFFFDb"),
                        "* 3003 failed final - by sms"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("statuses")
    void readsAStatus(String name, Subject subject, List<String> reports) {
        Callback callback = parse(name);

        assertThat(callback).isInstanceOf(Reported.class);
        assertThat(((Reported) callback).subject()).isEqualTo(subject);
        assertThat(((Reported) callback).reports())
                .map(CallbackParserTest::shown)
                .isEqualTo(reports);
    }

    static Stream<Arguments> replies() {
        return Stream.of(
                Arguments.of("reply-sms-stop", new Replied("sms", null, "15558675309", "stop", SUBMITTED)),
                Arguments.of("reply-mms", new Replied("mms", null, "15558675309", null, HANDED_OVER)),
                Arguments.of("reply-rcs-button", new Replied("rcs", SMS, "15558675309", "generic", HANDED_OVER)),
                Arguments.of("reply-viber", new Replied("viber", SMS, "15558675309", null, HANDED_OVER)),
                Arguments.of("reply-whatsapp-stop", new Replied("whatsapp", SMS, "15558675309", "stop", HANDED_OVER)),
                Arguments.of("reply-email-unsubscribe", new Replied("email", null, null, null, HANDED_OVER)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("replies")
    void readsAReply(String name, Replied reply) {
        assertThat(parse(name)).isEqualTo(reply);
        assertThat(reply.toString()).doesNotContain("15558675309");
    }

    /** Where TeleSign names no action, or only the generic one, the whole text may be a keyword all the same. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"phone_number":"1","content":{"text":"Stop"}}                                                  | stop
            {"phone_number":"1","content":{"text":" stop! "}}                                               | stop
            {"sub_resource":"mo_mms","phone_number":"1","content":{"text_1":"ARRÊT"}}                       | stop
            {"phone_number":"1","waba_phone_number":"2","content":{"type":"text","content":{"body":"quit"}}} | stop
            {"user_response":{"phone_number":"1","action":"generic","mo_message":"UNSUBSCRIBE"}}            | stop
            {"user_response":{"phone_number":"1","action":"Stop","mo_message":"no more of that"}}           | stop
            {"user_response":{"phone_number":"1","mo_message":"Start"}}                                     | start
            {"user_response":{"phone_number":"1","action":"help","mo_message":"stop"}}                      | help
            {"phone_number":"1","content":{"text":"do not stop"}}                                           |
            {"phone_number":"1","content":{"text":"!"}}                                                     |
            """)
    void aReplyMeansWhatItsOnlyWordMeans(String body, @Nullable String action) {
        assertThat(parser.parse(body.getBytes(UTF_8)))
                .singleElement()
                .isInstanceOfSatisfying(
                        Replied.class, reply -> assertThat(reply.action()).isEqualTo(action));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "submit_timestamp":"2022-10-20 10:00:00:123","status":{"updated_on":"2022-10-20 10:00:09"} | 2022-10-20T10:00:00.123Z
            "submit_timestamp":"2022-31-10","status":{"updated_on":"2022-10-20 10:00:09"}              | 2022-10-20T10:00:09Z
            "submit_timestamp":null,"status":{"updated_on":"2022-10-20T10:00:09.1Z"}                   | 2022-10-20T10:00:09.1Z
            "submit_timestamp":1666260000                                                              |
            "status":{"updated_on":"soon"}                                                             |
            "status":1500                                                                              |
            """)
    void aReplyWasSentWhenTelesignSaysSo(String members, @Nullable Instant sentAt) {
        String body = "{%s,\"user_response\":{\"phone_number\":\"1\",\"action\":\"stop\"}}".formatted(members);

        assertThat(parser.parse(body.getBytes(UTF_8)))
                .singleElement()
                .isInstanceOfSatisfying(
                        Replied.class, reply -> assertThat(reply.sentAt()).isEqualTo(sentAt));
    }

    @ParameterizedTest
    @CsvSource({
        "other-template-approved, template",
        "other-verify,            verify",
        "other-bulk-sms,          bulk_sms",
        "other-sms-report,        sms",
        "other-sms-verify,        sms",
        "other-voice-call,        call"
    })
    void filesWhatConcernsOtherProducts(String name, String kind) {
        assertThat(parse(name)).isEqualTo(new Filed(kind));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "broken-comment                | The body cannot be read: it is not JSON at line 1, column 52.",
                "broken-member-twice           | The body cannot be read: an object has a member twice.",
                "broken-deep-nesting           | The body cannot be read: it is nested too deeply, or a number in it is too long.",
                "broken-deep-object            | The body cannot be read: it is nested too deeply, or a number in it is too long.",
                "broken-huge-number            | The body cannot be read: it is nested too deeply, or a number in it is too long.",
                "broken-not-utf-8              | The body cannot be read: it is not UTF-8.",
                "broken-byte-order-mark        | The body cannot be read: it is not JSON at line 1, column 1.",
                "broken-utf-16                 | The body cannot be read: it is not UTF-8.",
                "broken-nan                    | The body cannot be read: it is not JSON at line 1, column 72.",
                "broken-truncated              | The body cannot be read: it is not JSON at line 1, column 201.",
                "broken-two-values             | The body cannot be read: something follows its end.",
                "broken-empty                  | The body cannot be read: it is empty.",
                "broken-html                   | The body cannot be read: it is not JSON at line 1, column 1.",
                "broken-form                   | The body cannot be read: it is not JSON at line 1, column 13.",
                "broken-raw-control-character  | The body cannot be read: it is not JSON at line 1, column 19.",
                "strange-text                  | The body is JSON, but not an object.",
                "strange-null                  | The body is JSON, but not an object.",
                "strange-empty-array           | The body is JSON, but not an object.",
                "strange-empty-object          | It has none of the members that tell TeleSign's callbacks apart.",
                "strange-object                | It has none of the members that tell TeleSign's callbacks apart.",
                "strange-huge-exponent         | It is about a message but holds no status code.",
                "strange-code-too-long         | It is about a message but holds no status code.",
                "callback-without-any-code     | It is about a message but holds no status code.",
                "callback-without-any-id       | It holds a status but does not say of which message.",
                "callback-endless-id           | One of its ids, channels or times is longer than 256 characters."
            })
    void saysWhyItDoesNotUnderstand(String name, String reason) {
        assertThat(parse(name)).isEqualTo(new NotUnderstood(reason));
    }

    @Test
    void readsEachOfSeveralTransactions() {
        List<Callback> callbacks = parser.parse(Payload.bytes("callback-several-transactions.json"));

        assertThat(callbacks).hasSize(3);
        assertThat(callbacks.get(0))
                .isInstanceOfSatisfying(
                        Reported.class, each -> assertThat(each.subject()).isEqualTo(BY_REFERENCE));
        assertThat(callbacks.get(1))
                .isInstanceOfSatisfying(
                        Reported.class, each -> assertThat(each.subject()).isEqualTo(new Subject(null, null, MMS)));
        assertThat(callbacks.get(2)).isInstanceOf(NotUnderstood.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"callback-mms-timeout-sms-delivered", "reply-whatsapp-stop", "other-verify"})
    void neverFailsHoweverABodyIsDamaged(String name) {
        byte[] body = Payload.bytes(name + ".json");
        Random random = new Random(42);
        for (int i = 0; i < 3_000; i++) {
            byte[] damaged = body.clone();
            for (int hits = random.nextInt(4); hits >= 0; hits--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            assertThat(parser.parse(damaged))
                    .as(() -> new String(damaged, UTF_8))
                    .isNotEmpty();
        }
    }

    private Callback parse(String name) {
        List<Callback> callbacks = parser.parse(Payload.bytes(name + ".json"));
        assertThat(callbacks).hasSize(1);
        return callbacks.get(0);
    }

    private static Arguments reported(String name, Subject subject, String... reports) {
        return Arguments.of(name, subject, List.of(reports));
    }

    private static String shown(Report report) {
        return String.join(
                        " ",
                        report.aboutWhole() ? "*" : report.channel(),
                        String.valueOf(report.code()),
                        report.outcome().wire(),
                        report.finality().wire(),
                        report.referenceId().isEmpty() ? "-" : report.referenceId(),
                        time(report),
                        report.lastChannel().isEmpty() ? "" : "by " + report.lastChannel())
                .replaceAll(" +", " ")
                .strip();
    }

    private static String time(Report report) {
        @Nullable Object instant = report.updatedOn().instant();
        return Objects.requireNonNullElse(instant, report.updatedOn().text()).toString();
    }
}
