package omnirelay.forward;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import omnirelay.forward.LogPage.LoggedCallback;
import omnirelay.forward.LogPage.LoggedEvent;
import omnirelay.message.Event;
import org.jspecify.annotations.Nullable;

/**
 * Who is told what of a page of the log. The application hears what TeleSign would have told it: each callback, each
 * status that was found by looking it up, and how a send ended whose caller could not wait for that. A receiver of the
 * configuration hears what its filter lets through.
 */
final class Addressing {
    private static final Set<Event.Type> ENDS_UNTOLD =
            Set.of(Event.Type.REFUSED, Event.Type.CANCELLED, Event.Type.UNKNOWN);
    private static final Set<Event.Type> STATUSES = Set.of(Event.Type.CHANNEL_STATUS, Event.Type.MESSAGE_STATUS);

    private final Receivers receivers;

    Addressing(Receivers receivers) {
        this.receivers = receivers;
    }

    /** In the order of the log. */
    List<Fresh> of(LogPage page) {
        List<Fresh> all = new ArrayList<>();
        Map<String, List<LoggedEvent>> byCause = new LinkedHashMap<>();
        for (LoggedEvent logged : page.events()) {
            if (logged.cause() != null) {
                byCause.computeIfAbsent(logged.cause(), cause -> new ArrayList<>())
                        .add(logged);
            }
            addEvent(all, logged);
        }
        byCause.forEach((cause, found) -> {
            if (Delivery.isLookUp(cause)) {
                addFound(all, found);
            }
        });
        // Of what stands up to the same event a callback came last, and sorting leaves it there.
        for (LoggedCallback callback : page.callbacks()) {
            addCallback(all, callback, Objects.requireNonNullElse(byCause.get(callback.hash()), List.of()));
        }
        all.sort(Comparator.comparingLong(Fresh::seq));
        return all;
    }

    private void addEvent(List<Fresh> all, LoggedEvent logged) {
        receivers.listening().stream()
                .filter(receiver -> receiver.takesEvents()
                        && receiver.filter().matches(logged.event().facets()))
                .forEach(receiver -> all.add(fresh(receiver.target(), logged, null)));
        boolean untold =
                logged.idGiven() && ENDS_UNTOLD.contains(logged.event().facets().type());
        if (untold) {
            addToReaders(all, logged, List.of(logged), null);
        }
    }

    private void addCallback(List<Fresh> all, LoggedCallback callback, List<LoggedEvent> caused) {
        receivers
                .application(callback.client(), callback.callbackUrl())
                .ifPresent(target -> all.add(fresh(target, callback)));
        receivers.listening().stream()
                .filter(receiver -> !receiver.takesEvents() && (!receiver.filtered() || matches(receiver, caused)))
                .forEach(receiver -> all.add(fresh(receiver.target(), callback)));
    }

    /** What was found by looking it up is told once, when all of it is known. */
    private void addFound(List<Fresh> all, List<LoggedEvent> found) {
        LoggedEvent last = found.get(found.size() - 1);
        boolean statuses = found.stream()
                .anyMatch(each -> STATUSES.contains(each.event().facets().type()));
        if (statuses) {
            addToReaders(all, last, found, last.cause());
        }
    }

    /** To those who read TeleSign's format. */
    private void addToReaders(List<Fresh> all, LoggedEvent last, List<LoggedEvent> told, @Nullable String cause) {
        receivers
                .application(last.event().facets().client(), last.callbackUrl())
                .ifPresent(target -> all.add(fresh(target, last, cause)));
        receivers.listening().stream()
                .filter(receiver -> !receiver.takesEvents() && matches(receiver, told))
                .forEach(receiver -> all.add(fresh(receiver.target(), last, cause)));
    }

    private static boolean matches(Receiver receiver, List<LoggedEvent> events) {
        return events.stream()
                .anyMatch(each -> receiver.filter().matches(each.event().facets()));
    }

    private static Fresh fresh(Target target, LoggedEvent logged, @Nullable String cause) {
        return new Fresh(
                target, logged.event().facets().messageId(), logged.event().seq(), cause);
    }

    private static Fresh fresh(Target target, LoggedCallback callback) {
        return new Fresh(target, callback.message(), callback.seq(), callback.hash());
    }
}
