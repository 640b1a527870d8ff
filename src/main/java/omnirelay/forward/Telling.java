package omnirelay.forward;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import omnirelay.forward.Bodies.Body;
import org.jspecify.annotations.Nullable;

/** One try: makes the body, finds the address, posts, and judges the answer. */
final class Telling {
    private static final int TAKEN = 200;

    private final Receivers receivers;
    private final Bodies bodies;
    private final Addresses addresses;
    private final Courier courier;
    private final Pauses pauses;
    private final InstantSource clock;

    Telling(
            Receivers receivers,
            Bodies bodies,
            Addresses addresses,
            Courier courier,
            Pauses pauses,
            InstantSource clock) {
        this.receivers = receivers;
        this.bodies = bodies;
        this.addresses = addresses;
        this.courier = courier;
        this.pauses = pauses;
        this.clock = clock;
    }

    /**
     * Makes the try; fails only where nothing could be read, or nothing may be posted any more.
     *
     * @param mayPost asked right before the post leaves
     */
    Future<Attempt> tell(Delivery delivery, BooleanSupplier mayPost) {
        Instant at = clock.instant();
        Optional<String> url = receivers.url(delivery);
        if (url.isEmpty()) {
            return Future.succeededFuture(
                    ended(delivery, at, "there is no such receiver in the configuration any more"));
        }
        return bodies.of(delivery)
                .compose(body -> body.isPresent()
                        ? tell(delivery, url.get(), body.get(), mayPost)
                        : Future.succeededFuture(ended(delivery, at, "what it told has been erased")));
    }

    private Future<Attempt> tell(Delivery delivery, String url, Body body, BooleanSupplier mayPost) {
        Instant at = clock.instant();
        long began = System.nanoTime();
        MultiMap headers = receivers.signer(delivery.receiver(), body.client()).headers(body.id(), body.bytes(), at);
        return addresses
                .of(URI.create(url).getHost())
                .compose(address -> courier.post(url, address, headers, body.bytes(), mayPost))
                .transform(done -> done.cause() instanceof NoLongerMineException
                        ? Future.failedFuture(done.cause())
                        : Future.succeededFuture(
                                judged(delivery, at, System.nanoTime() - began, done.result(), done.cause())));
    }

    private Attempt judged(
            Delivery delivery, Instant at, long nanos, Courier.@Nullable Answer answer, @Nullable Throwable failure) {
        Duration took = Duration.ofNanos(nanos);
        if (answer == null) {
            return again(delivery, at, took, null, Trouble.of(failure), Duration.ZERO);
        }
        return takes(delivery, answer.status())
                ? new Attempt(delivery.number(), at, took, answer.status(), null, null)
                : again(delivery, at, took, answer.status(), "not taken", wish(answer.retryAfter(), at));
    }

    private boolean takes(Delivery delivery, int status) {
        boolean any2xx = receivers
                .listening(delivery.receiver())
                .filter(Receiver::takesEvents)
                .isPresent();
        return status == TAKEN || (any2xx && status / 100 == 2);
    }

    private Attempt again(
            Delivery delivery, Instant at, Duration took, @Nullable Integer status, String trouble, Duration wish) {
        Duration pause =
                pauses.after(delivery.tries() + 1, delivery.age(), wish).orElse(null);
        return new Attempt(
                delivery.number(), at, took, status, pause == null ? trouble + "; given up" : trouble, pause);
    }

    private static Attempt ended(Delivery delivery, Instant at, String trouble) {
        return new Attempt(delivery.number(), at, Duration.ZERO, null, trouble, null);
    }

    /** How long the receiver wants to be left alone: so many seconds, or until a date. */
    private static Duration wish(@Nullable String retryAfter, Instant now) {
        if (retryAfter == null) {
            return Duration.ZERO;
        }
        try {
            Duration wish = retryAfter.strip().matches("[0-9]{1,6}")
                    ? Duration.ofSeconds(Long.parseLong(retryAfter.strip()))
                    : Duration.between(
                            now, ZonedDateTime.parse(retryAfter.strip(), DateTimeFormatter.RFC_1123_DATE_TIME));
            return wish.isNegative() ? Duration.ZERO : wish;
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }
}
