package omnirelay.forward;

import omnirelay.config.RelayConfig;
import omnirelay.config.RelayConfig.Receiver.Shape;
import omnirelay.feed.Filter;

/** A receiver that the configuration names: it is told of every message, as far as its filter lets through. */
record Receiver(Target target, Shape format, Filter filter, boolean filtered, Signer signer) {
    static Receiver of(RelayConfig.Receiver config, Filter filter, Signer signer) {
        Target target = new Target(config.name(), config.url().toString());
        return new Receiver(target, config.format(), filter, !config.filter().isEmpty(), signer);
    }

    boolean takesEvents() {
        return format == Shape.STANDARD_WEBHOOKS;
    }
}
