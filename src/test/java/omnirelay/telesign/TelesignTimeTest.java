package omnirelay.telesign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import omnirelay.message.UpdatedOn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TelesignTimeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2020-05-04 22:07:01:226       | 2020-05-04T22:07:01.226Z",
                "2020-05-04 22:05:00.325       | 2020-05-04T22:05:00.325Z",
                "2024-11-12T13:08:37.000000Z   | 2024-11-12T13:08:37Z",
                "2023-10-31T14:47:10.490130Z   | 2023-10-31T14:47:10.490130Z",
                "2023-10-31T14:47:10.4901309Z  | 2023-10-31T14:47:10.490130Z",
                "2023-10-31t14:47:10z          | 2023-10-31T14:47:10Z",
                "2023-10-31T14:47:10+02:00     | 2023-10-31T12:47:10Z",
                "2023-10-31 14:47:10 +0200     | 2023-10-31T12:47:10Z",
                "2023-10-31T14:47:10           | 2023-10-31T14:47:10Z",
                "Thu, 23 Jun 2022 19:03:44 GMT | 2022-06-23T19:03:44Z",
            })
    void readsEverySpelling(String text, Instant instant) {
        assertThat(TelesignTime.read(text)).isEqualTo(new UpdatedOn(instant, text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2022-31-03T14:51:28.709526Z",
                "2022-02-30 10:00:00.000",
                "2022-03-31T25:00:00Z",
                "2022-03-31T10:00:00+99:00",
                "1604527621",
                "Xyz, 99 Jun 2022 19:03:44 GMT"
            })
    void keepsTheTextOfWhatItCannotRead(String text) {
        assertThat(TelesignTime.read(text)).isEqualTo(new UpdatedOn(null, text));
    }

    @Test
    void writesThreeSpellings() {
        Instant instant = Instant.parse("2020-05-04T22:07:01.226459Z");

        assertThat(TelesignTime.rfc3339(instant)).isEqualTo("2020-05-04T22:07:01.226459Z");
        assertThat(TelesignTime.colon(instant)).isEqualTo("2020-05-04 22:07:01:226");
        assertThat(TelesignTime.dot(instant)).isEqualTo("2020-05-04 22:07:01.226");
    }
}
