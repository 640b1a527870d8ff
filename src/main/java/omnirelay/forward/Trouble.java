package omnirelay.forward;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why there was no answer, in words for people that name no address. */
final class Trouble {
    private Trouble() {}

    static String of(@Nullable Throwable cause) {
        if (cause instanceof ForbiddenAddressException forbidden) {
            return String.valueOf(forbidden.getMessage());
        }
        if (cause instanceof UnknownHostException) {
            return "its name could not be resolved";
        }
        if (cause instanceof SSLException || (cause != null && cause.getCause() instanceof SSLException)) {
            return "no secure connection could be agreed on";
        }
        if (cause instanceof TimeoutException) {
            return "no answer within 5 s";
        }
        return cause instanceof ConnectException ? "the connection was refused" : "the connection broke";
    }
}
