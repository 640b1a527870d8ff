package omnirelay;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import omnirelay.config.RelayConfig;
import omnirelay.config.StartupException;

/** Looks at the ports before anything slow is started, so that a port that is taken is said at once. */
final class Listeners {
    private Listeners() {}

    static void refuseTaken(RelayConfig config) {
        refuseTaken("http.port", config.http().host(), config.http().port());
        Integer callbackPort = config.callback().port();
        if (callbackPort != null) {
            refuseTaken("callback.port", config.callback().host(), callbackPort);
        }
        if (config.sandbox().enabled()) {
            refuseTaken("sandbox.port", "127.0.0.1", config.sandbox().port());
        }
    }

    private static void refuseTaken(String setting, String host, int port) {
        if (port == 0) {
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new StartupException(
                    "Cannot listen on %s:%d (%s): choose another port with %s, or stop what listens there"
                            .formatted(host, port, e.getMessage(), setting));
        }
    }
}
