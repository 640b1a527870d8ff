package omnirelay.telesign;

/** A request breaks one of TeleSign's rules. */
final class InvalidRequestException extends Exception {
    static final int INVALID_REQUEST = 3110;

    private static final int LONGEST_VALUE = 100;

    private final int code;
    private final String value;

    /**
     * @param value what TeleSign's text repeats, empty where it repeats nothing
     * @param detail a sentence that names the field and says what to do
     */
    InvalidRequestException(int code, String value, String detail) {
        super(detail);
        this.code = code;
        this.value = shortened(value);
    }

    static String shortened(String value) {
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
    }

    static InvalidRequestException malformed(String detail) {
        return new InvalidRequestException(INVALID_REQUEST, "", detail);
    }

    TelesignError error(CodeCatalogue codes) {
        TelesignError error = codes.error(code);
        String description = codes.answered(code).textAbout(value);
        return new TelesignError(code, description, error.httpStatus(), getMessage());
    }
}
