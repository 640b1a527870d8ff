package omnirelay.message;

/**
 * What asking TeleSign about a message has come to.
 *
 * @param looks how many times it was asked and told where the message stands
 * @param over it can be asked no more, and the status was not settled when it last could
 */
public record Inquiry(int looks, boolean over) {
    public static final Inquiry NONE = new Inquiry(0, false);

    Inquiry withLook(int look) {
        return new Inquiry(Math.max(looks, look), over);
    }

    Inquiry ended() {
        return new Inquiry(looks, true);
    }
}
