package omnirelay;

import java.io.PrintWriter;
import omnirelay.config.RelayConfig;
import omnirelay.config.RelayConfig.Client;
import omnirelay.config.RelayConfig.Log.Format;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a person wants to know who has just started the relay. */
final class Announcement {
    private static final Logger LOG = LoggerFactory.getLogger(Announcement.class);

    private Announcement() {}

    /** For a person to read; where machines read the log, an event of the log like any other. */
    static void make(PrintWriter out, RelayConfig config, Relay relay) {
        String self = "http://%s:%d".formatted(reachable(config.http().host()), relay.httpPort());
        String callbacks = "http://%s:%d/callbacks/telesign".formatted(callbackHost(config), relay.callbackPort());
        if (config.log().format() == Format.JSON) {
            String mode = config.sandbox().enabled() ? "sandbox" : "production";
            LOG.info(
                    "running in {} mode: Dashboard {}/ Callbacks {} Database {}",
                    mode,
                    self,
                    callbacks,
                    database(config));
            return;
        }
        out.println();
        out.println("  Omnirelay is running.");
        out.println("  Dashboard   " + self + "/");
        out.println("  Send        "
                + (config.send().enabled() ? "POST " + self + "/v1/omnichannel" : "off, this relay only listens"));
        out.println("  Callbacks   " + callbacks);
        out.println("  Database    " + database(config));
        if (config.sandbox().enabled()) {
            sandbox(out, config, self);
        }
        out.println();
        out.flush();
    }

    private static String callbackHost(RelayConfig config) {
        return reachable(
                config.callback().port() == null
                        ? config.http().host()
                        : config.callback().host());
    }

    private static String database(RelayConfig config) {
        return config.database().url() == null
                ? "the relay's own PostgreSQL, in " + config.data().dir()
                : String.valueOf(config.database().url());
    }

    private static void sandbox(PrintWriter out, RelayConfig config, String self) {
        Client client = config.clients().get(0);
        out.println();
        out.println("  SANDBOX MODE: TeleSign is a stand-in inside the relay, and nothing reaches a phone. Try:");
        out.println();
        out.println("""
                  curl -u %s:%s \\
                    -H 'Content-Type: application/json' %s/v1/omnichannel -d '{
                      "channels": [{"channel": "mms", "fallback_time": 600}, {"channel": "sms"}],
                      "recipient": {"phone_number": "15558675309"},
                      "message": {"mms": {"template": "image", "parameters": {"url": "https://example.com/sale.jpg"}},
                                  "sms": {"template": "text", "parameters": {"text": "Our sale starts today"}}},
                      "message_type": "MKT", "external_id": "order-42"}'
                """.formatted(client.id(), client.key().value(), self)
                .stripTrailing()
                .indent(2)
                .stripTrailing());
    }

    /** An address for every interface is none to type into a browser. */
    private static String reachable(String host) {
        return host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
    }
}
