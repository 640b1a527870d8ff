package omnirelay.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import omnirelay.support.TestHttp;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssetHandlerIT {
    private final Vertx vertx = Vertx.vertx();
    private TestHttp http;

    @BeforeEach
    void serve() {
        http = TestHttp.serving(vertx, AssetHandlerIT::routes);
    }

    @AfterEach
    void stop() {
        http.close();
        vertx.close().await();
    }

    private static void routes(Router router) {
        router.route("/").handler(AssetHandler.file("http/page/index.html"));
        router.route("/messages/:id").handler(AssetHandler.file("http/page/index.html"));
        router.route("/webjars/*").handler(AssetHandler.webJars());
        router.route("/*").handler(AssetHandler.folder("http/page"));
    }

    @ParameterizedTest
    @CsvSource({
        "/,                              text/html; charset=utf-8,       no-cache",
        "/messages/01A20245DB897C3E9A0B, text/html; charset=utf-8,       no-cache",
        "/app.js,                        text/javascript; charset=utf-8, no-cache",
        "/folder/note.txt,               text/plain; charset=utf-8,      no-cache",
        "/webjars/lit/3.3.2/index.js,    text/javascript; charset=utf-8, 'public, max-age=31536000, immutable'"
    })
    void filesComeFromTheJar(String path, String contentType, String caching) {
        HttpResponse<Buffer> answer = http.get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.getHeader("Content-Type")).isEqualTo(contentType);
        assertThat(answer.getHeader("Cache-Control")).isEqualTo(caching);
    }

    @Test
    void aFileIsSentOnceAndThenOnlyConfirmed() {
        HttpResponse<Buffer> first = http.get("/app.js");
        HttpResponse<Buffer> second = http.get("/app.js", "If-None-Match", first.getHeader("ETag"));

        assertThat(first.bodyAsString()).contains("export");
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isNull();
        assertThat(http.get("/app.js", "If-None-Match", "\"other\"").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gzip                     | gzip
            br;q=1.0, GZIP;q=0.5, *  | gzip
            gzip;q=0, br             |
            identity                 |
            """)
    void aFileIsPackedForThoseWhoTakeItSo(String accepted, @Nullable String encoding) throws IOException {
        HttpResponse<Buffer> plain = http.get("/app.js");
        HttpResponse<Buffer> answer = http.get("/app.js", "Accept-Encoding", accepted);

        assertThat(answer.getHeader("Content-Encoding")).isEqualTo(encoding);
        assertThat(answer.getHeader("Vary")).isEqualToIgnoringCase("accept-encoding");
        assertThat(answer.getHeader("ETag").equals(plain.getHeader("ETag"))).isEqualTo(encoding == null);
        assertThat(unpacked(answer)).isEqualTo(plain.body().getBytes());
        assertThat(http.get("/app.js", "Accept-Encoding", accepted, "If-None-Match", answer.getHeader("ETag"))
                        .statusCode())
                .isEqualTo(304);
    }

    private static byte[] unpacked(HttpResponse<Buffer> answer) throws IOException {
        byte[] bytes = answer.body().getBytes();
        return answer.getHeader("Content-Encoding") == null
                ? bytes
                : new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
    }

    @Test
    void aFileCanBeAskedAbout() {
        HttpResponse<Buffer> whole = http.get("/app.js");
        HttpResponse<Buffer> head = http.send(HttpMethod.HEAD, "/app.js", Buffer.buffer());

        assertThat(head.getHeader("Content-Length")).isEqualTo(whole.getHeader("Content-Length"));
        assertThat(head.getHeader("ETag")).isEqualTo(whole.getHeader("ETag"));
        assertThat(head.body()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../secret.txt",
                "/%2e%2e/secret.txt",
                "/..%2fsecret.txt",
                "/..%5csecret.txt",
                "/folder/..%2f..%2fsecret.txt",
                "//etc/hostname.txt",
                "/folder",
                "/folder/",
                "/app.js%00.txt",
                "/.hidden.txt",
                "/pom.xml",
                "/webjars/../../../http/secret.txt",
                "/http/secret.txt"
            })
    void nothingElseOfTheJarOrTheDiskCanBeNamed(String path) {
        assertThat(http.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void aFileIsOnlyRead() {
        HttpResponse<Buffer> answer = http.post("/app.js", "{}");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.getHeader("Allow")).isEqualTo("GET, HEAD");
        assertThat(http.post("/nothing.js", "{}").statusCode()).isEqualTo(404);
    }
}
