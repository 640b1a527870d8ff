package omnirelay.support;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiContractTest {
    private static final String JSON = "application/json; charset=utf-8";
    private static final String EVENT = """
            {"seq":1042,"at":"2026-11-22T08:01:02.345Z","type":"channel_status",\
            "message":{"id":"01A20245DB897C3E9A0B5D6F1E2C3B4A","reference_id":"35C8B5D509BC10689196FED2AD551B8A",\
            "external_id":"order-42","phone_number":"1555•••5309","message_type":"MKT","channels":["mms","sms"],\
            "client":"shop","label":null,"country":"US"},"channel":"mms",\
            "status":{"code":3056,"description":"Message failed to deliver in specified fallback time",\
            "outcome":"failed","final":false,"reference_id":"65C77D4A6C5C09085694EFB6C554D2BF",\
            "updated_on":"2020-05-04T22:05:00.325Z"},"previous":{"code":3001,"outcome":"in_progress"}}""";

    @Test
    void whatIsDescribedPasses() {
        assertThatCode(() -> {
                    ApiContract.check(
                            "GET",
                            "/api/messages?limit=1",
                            200,
                            JSON,
                            "{\"as_of\":{\"epoch\":\"e\",\"seq\":7},\"messages\":[],\"next\":null}");
                    ApiContract.check("POST", "/callbacks/telesign", 200, JSON, "{}");
                    ApiContract.check(
                            "GET",
                            "/v1/omnichannel/35C8B5D509BC10689196FED2AD551B8A",
                            404,
                            JSON,
                            "{\"status\":{\"code\":-10004,\"description\":\"ReferenceID expired.\"}}");
                    ApiContract.check("DELETE", "/api/session", 204, null, null);
                    ApiContract.check(
                            "DELETE",
                            "/callbacks/telesign",
                            405,
                            "application/problem+json",
                            "{\"type\":\"about:blank\",\"title\":\"x\",\"status\":405,\"detail\":\"y\"}");
                    ApiContract.check("GET", "/api/events", 200, "application/x-ndjson", EVENT + "\n" + EVENT + "\n");
                    ApiContract.check(
                            "GET",
                            "/api/feed",
                            200,
                            "text/event-stream",
                            "id: e:7\nevent: subscribed\ndata: {\"type\":\"subscribed\",\"epoch\":\"e\",\"seq\":7}\n\n"
                                    + ": heartbeat, head 7\nid: e:7\n\n"
                                    + "id: e:1042\ndata: " + EVENT + "\n\n");
                })
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|/api/nothing|200|application/json|{}|no path is described",
                "PATCH|/api/messages|200|application/json|{}|is not described",
                "GET|/api/messages|418|application/json|{}|is not described",
                "GET|/api/messages|200|text/html|<p>|not as text/html",
                "GET|/api/messages|200|application/json|{\"messages\":[]}|as_of",
                "GET|/api/messages|400|application/problem+json|{\"title\":\"x\"}|status",
                "POST|/callbacks/telesign|200|application/json|{\"a\":1}|not as described",
                "DELETE|/api/session|204||{}|without a body",
                "GET|/api/events|200|application/x-ndjson|{\"seq\":1}|not as described",
                "GET|/api/feed|200|text/event-stream|data: {\"seq\":1}|not as described",
                "GET|/api/feed|200|text/event-stream|event: live|no data"
            })
    void whatIsNotDescribedFails(String method, String path, int status, String type, String body, String says) {
        assertThatThrownBy(() -> ApiContract.check(method, path, status, type, body))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(says);
    }

    @TestFactory
    Stream<DynamicTest> everyFrameOfTheProtocolPasses() {
        return Stream.of(
                        "{\"type\":\"hello\",\"epoch\":\"e\",\"head\":1042}",
                        "{\"type\":\"subscribed\",\"epoch\":\"e\",\"seq\":1000}",
                        "{\"type\":\"reset\",\"reason\":\"epoch_changed\",\"epoch\":\"e\",\"head\":3}",
                        "{\"type\":\"events\",\"events\":[" + EVENT + "],\"seq\":1050}",
                        "{\"type\":\"live\",\"seq\":1050}",
                        "{\"type\":\"heartbeat\",\"seq\":1,\"head\":2,\"at\":\"2026-11-22T08:01:02.345Z\"}")
                .map(frame ->
                        DynamicTest.dynamicTest(frame, () -> ApiContract.checkFrame(ApiContract.Side.RELAY, frame)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"greeting\"}",
                "{\"type\":\"live\"}",
                "{\"type\":\"live\",\"seq\":-1}",
                "{\"type\":\"subscribe\",\"after\":\"now\"}",
                "{\"type\":\"events\",\"events\":[{\"seq\":1}],\"seq\":1}",
                "{\"type\":\"heartbeat\",\"seq\":1,\"head\":2,\"at\":\"yesterday\"}"
            })
    void aFrameThatIsNotTheRelaysFails(String frame) {
        assertThatThrownBy(() -> ApiContract.checkFrame(ApiContract.Side.RELAY, frame))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void aSubscriptionIsTheClientsFrame() {
        assertThatCode(() -> ApiContract.checkFrame(ApiContract.Side.CLIENT, """
                        {"type":"subscribe","filter":{"channel":["sms","mms"],"code":3056},
                         "after":{"epoch":"e","seq":1000},"heartbeat_seconds":15}"""))
                .doesNotThrowAnyException();
    }
}
