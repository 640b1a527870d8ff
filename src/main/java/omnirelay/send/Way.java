package omnirelay.send;

import io.vertx.core.Future;

/** A command's way from here on; one may lie before another. */
interface Way {

    /** Succeeds at the command's deadline at the latest. */
    Future<SendResult> send(Command command);
}
