package omnirelay.support;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Objects;

/**
 * A certificate for "localhost" that nobody has signed but itself, with its key; both PEM.
 */
public record ServerCertificate(String certificate, String key) {
    private static final String PASSWORD = "changeit";

    /** Made by Java's own tool, in {@code dir}. */
    public static ServerCertificate create(Path dir) throws IOException, GeneralSecurityException {
        Path store = dir.resolve("server.p12");
        keytool(store);
        try (InputStream content = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(content, PASSWORD.toCharArray());
            return new ServerCertificate(
                    pem("CERTIFICATE", keys.getCertificate("server").getEncoded()),
                    pem(
                            "PRIVATE KEY",
                            Objects.requireNonNull(keys.getKey("server", PASSWORD.toCharArray()))
                                    .getEncoded()));
        }
    }

    private static void keytool(Path store) throws IOException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        String options = "-genkeypair -alias server -keyalg EC -dname CN=localhost -ext san=dns:localhost -validity 30"
                + " -storetype PKCS12 -storepass " + PASSWORD + " -keystore";
        Process process = new ProcessBuilder((keytool + " " + options + " " + store).split(" "))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(said);
        }
    }

    private static String pem(String type, byte[] content) {
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
                .formatted(type, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content));
    }
}
