package omnirelay.through;

import java.util.LinkedHashSet;
import java.util.Set;
import omnirelay.access.Principal;

/**
 * What callers have signed with lately. TeleSign refuses a nonce that it knows, so that a request which a transport
 * silently sends again happens once; signing anew would take that away. Each node knows its own callers' only.
 */
final class UsedNonces {
    /** More than come within the time for which a signature's date holds, at any pace that TeleSign allows. */
    private static final int MOST = 100_000;

    private final Set<String> used = new LinkedHashSet<>();

    /** False where the nonce was used before; whoever has none has nothing to repeat. */
    boolean firstUse(Principal caller) {
        if (caller.nonce() == null) {
            return true;
        }
        boolean first = used.add(caller.id() + " " + caller.nonce());
        if (used.size() > MOST) {
            used.remove(used.iterator().next());
        }
        return first;
    }
}
