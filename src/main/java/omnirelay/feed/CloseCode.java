package omnirelay.feed;

/** Why the relay ends a connection, by the number a WebSocket's close frame carries. */
enum CloseCode {
    SHUTTING_DOWN(1001),
    FRAME_TOO_LARGE(1009),
    /** Too slow, too long without a subscription, or the relay has no room or no database: come back with the cursor. */
    TRY_AGAIN(1013),
    MALFORMED(4400),
    NOT_AUTHENTICATED(4401),
    NOT_ALLOWED(4403);

    private final short number;

    CloseCode(int number) {
        this.number = (short) number;
    }

    short number() {
        return number;
    }
}
