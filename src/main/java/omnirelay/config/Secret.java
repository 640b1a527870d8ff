package omnirelay.config;

/** A value that must not be printed: {@code toString} hides it. */
public record Secret(String value) {
    @Override
    public String toString() {
        return "•••";
    }
}
