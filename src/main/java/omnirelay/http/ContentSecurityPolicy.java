package omnirelay.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a page of the relay may load and do: its own files only, and of inline scripts only the import map. */
public final class ContentSecurityPolicy {
    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script[^>]*\\stype=[\"']?importmap[\"']?[^>]*>(.*?)</script>", Pattern.DOTALL);

    private final String header;

    private ContentSecurityPolicy(String header) {
        this.header = header;
    }

    /** For a page that ships in the jar. Blocks. */
    public static ContentSecurityPolicy ofPage(String resource) {
        Asset page =
                Asset.read(resource).orElseThrow(() -> new IllegalStateException("the class path has no " + resource));
        return of(page.plain().bytes().toString());
    }

    /** Allows the import maps that stand in {@code html}, by their hashes. */
    static ContentSecurityPolicy of(String html) {
        StringBuilder scripts = new StringBuilder("'self'");
        // A browser hashes what its parser made of the text, with every line end a line feed.
        Matcher importMaps = IMPORT_MAP.matcher(html.replace("\r\n", "\n"));
        while (importMaps.find()) {
            scripts.append(" 'sha256-").append(hash(importMaps.group(1))).append('\'');
        }
        return new ContentSecurityPolicy("default-src 'none'; script-src " + scripts
                + "; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'"
                + "; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    }

    public String header() {
        return header;
    }

    private static String hash(String script) {
        return Base64.getEncoder().encodeToString(Sha256.of(script.getBytes(UTF_8)));
    }
}
