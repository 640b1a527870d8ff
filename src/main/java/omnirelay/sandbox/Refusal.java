package omnirelay.sandbox;

/** A send that is not accepted, at least not at first. */
enum Refusal {
    NONE(200, Code.IN_PROGRESS, 0),
    RATE_LIMIT_TWICE(429, 3204, 2),
    /** Permanent, although its HTTP status is that of a rate limit. */
    CALLBACK_URL_NOT_ENABLED(429, 3203, Integer.MAX_VALUE),
    UNAVAILABLE_ONCE(503, 3500, 1),
    NOT_AUTHORIZED(401, 3400, Integer.MAX_VALUE);

    final int httpStatus;
    final int code;
    /** How often the same send is refused before it is accepted. */
    final int times;

    Refusal(int httpStatus, int code, int times) {
        this.httpStatus = httpStatus;
        this.code = code;
        this.times = times;
    }
}
