package omnirelay.through;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PassedPathTest {
    @ParameterizedTest
    @CsvSource({
        "/v1/omnichannel/templates,                          templates",
        "/v1/omnichannel/templates/sms/spring_sale,          templates",
        "/capability/rcs/15558675309,                        capability",
        "/capability/rcs/15558675309/agent-1,                capability",
        "/v1/messaging,                                      messaging",
        "/v1/messaging/35C8B5D509BC10689196FED2AD551B8A,     messaging",
        "/v1/verify/sms,                                     verify",
        "/v1/verify/completion/35C8B5D509BC10689196FED2AD55, verify",
        "/v1/phoneid/15558675309,                            other",
        "/v1/messagings,                                     other",
        "/v2/voice,                                          v2",
    })
    void whatIsPassedOnIsCountedByFewNames(String path, String api) {
        assertThat(PassedPath.api(path)).contains(api);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/omnichannel",
                "/v1/omnichannel/",
                "/v1//omnichannel",
                "//v1/omnichannel",
                "/v1/./omnichannel",
                "/v1/messaging/../omnichannel",
                "/v1/messaging/%2e%2e/omnichannel",
                "/v1/%6Fmnichannel",
                "/v1/omnichannel%2Ftemplates",
                "/v1/omnichannel;a=b",
                "/v1/Omnichannel",
                "/v1/OMNICHANNEL/templates",
                "/v1/omnichannel/35C8B5D509BC10689196FED2AD551B8A",
                "/v1/omnichannel/templatesx",
                "/v1\\omnichannel",
                "/v1/omnichannel\u0000",
                "/v1/ömnichannel",
                "/v1/omnichannel.",
                "/v1",
                "/",
                "*",
                "",
            })
    void nothingIsPassedOnThatTelesignCouldTakeForASend(String path) {
        assertThat(PassedPath.api(path)).isEmpty();
    }
}
