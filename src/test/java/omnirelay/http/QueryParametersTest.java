package omnirelay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParametersTest {
    private static final Set<String> KNOWN = Set.of("channel", "limit", "since", "late");

    @Test
    void readsListsBothWays() {
        QueryParameters query = of("channel", "sms, mms", "channel", "rcs", "channel", "");

        assertThat(query.texts("channel")).containsExactly("sms", "mms", "rcs");
    }

    @Test
    void whatIsAbsentOrEmptySaysNothing() {
        QueryParameters query = of("limit", "");

        assertThat(query.text("channel")).isEmpty();
        assertThat(query.texts("channel")).isEmpty();
        assertThat(query.integer("limit", 1, 200, 50)).isEqualTo(50);
        assertThat(query.instant("since")).isEmpty();
        assertThat(query.flag("late")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-22T09:00:00+01:00", "2026-11-22T09:00:00 01:00", "2026-11-22T08:00:00Z"})
    void readsMoments(String text) {
        assertThat(of("since", text).instant("since")).contains(Instant.parse("2026-11-22T08:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "ten", "1.0", "99999999999"})
    void namesTheParameterAndItsBounds(String text) {
        Problem problem =
                catchThrowableOfType(Problem.class, () -> of("limit", text).integer("limit", 1, 200, 50));

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.field()).isEqualTo("limit");
        assertThat(problem.detail()).contains("from 1 to 200");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        Problem problem = catchThrowableOfType(Problem.class, () -> of("chanel", "sms"));

        assertThat(problem.field()).isEqualTo("chanel");
        assertThat(problem.detail()).contains("channel, late, limit, since");
    }

    @Test
    void refusesTwoValuesWhereOneIsMeant() {
        QueryParameters query = of("limit", "1", "limit", "2");

        assertThat(catchThrowableOfType(Problem.class, () -> query.integer("limit", 1, 200, 50))
                        .field())
                .isEqualTo("limit");
    }

    @Test
    void refusesTheCharacterThatCannotBeStored() {
        assertThat(catchThrowableOfType(Problem.class, () -> of("channel", "s\0ms"))
                        .field())
                .isEqualTo("channel");
    }

    private static QueryParameters of(String... namesAndValues) {
        MultiMap values = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return QueryParameters.of(values, KNOWN);
    }
}
