package omnirelay.config;

/** Why the relay does not start: one message for the person who started it, no stack trace needed. */
public class StartupException extends RuntimeException {
    public StartupException(String message) {
        super(message);
    }

    public StartupException(String message, Throwable cause) {
        super(message, cause);
    }
}
