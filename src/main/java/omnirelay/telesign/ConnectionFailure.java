package omnirelay.telesign;

import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Why a call failed, in words that name no address and repeat nothing of the call. */
public final class ConnectionFailure {
    private ConnectionFailure() {}

    /** Completes a sentence: "TeleSign could not be reached: …". */
    public static String reason(Throwable cause) {
        if (cause instanceof ConnectionPoolTooBusyException) {
            return "too many calls are waiting for a connection";
        }
        if (cause instanceof UnknownHostException) {
            return "its name could not be resolved";
        }
        if (cause instanceof SSLException || cause.getCause() instanceof SSLException) {
            return "no secure connection could be agreed on";
        }
        if (cause instanceof TimeoutException) {
            return "no connection came about in time";
        }
        return cause instanceof ConnectException
                ? "the connection was refused or not answered"
                : "no connection could be made";
    }
}
