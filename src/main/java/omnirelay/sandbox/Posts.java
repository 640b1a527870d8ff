package omnirelay.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the sandbox was asked to send, the latest ten thousand requests. Written by the sandbox and read by whoever
 * wants to know, from any thread.
 */
public final class Posts {
    private static final int MOST = 10_000;

    private final Deque<Post> posts = new ArrayDeque<>();
    private long total;
    private long refused;

    /** One request. */
    public record Post(@Nullable String externalId, Verdict verdict) {}

    /** What became of a request; what was accepted may have been sent, whether or not the answer arrived. */
    public enum Verdict {
        ACCEPTED,
        REFUSED
    }

    synchronized void add(@Nullable String externalId, Verdict verdict) {
        posts.add(new Post(externalId, verdict));
        total++;
        refused += verdict == Verdict.REFUSED ? 1 : 0;
        if (posts.size() > MOST) {
            posts.remove();
        }
    }

    /** How many there were in all. */
    public synchronized long total() {
        return total;
    }

    /** How many of all were turned away. */
    public synchronized long refused() {
        return refused;
    }

    /** In the order they came. */
    public synchronized List<Post> of(String externalId) {
        return posts.stream()
                .filter(post -> externalId.equals(post.externalId()))
                .toList();
    }

    /** The sends that were asked for again although one request had been accepted: there must be none. */
    public synchronized Set<String> repeatedAfterAcceptance() {
        Set<String> accepted = new HashSet<>();
        Set<String> repeated = new HashSet<>();
        for (Post post : posts) {
            String externalId = post.externalId();
            if (externalId != null && accepted.contains(externalId)) {
                repeated.add(externalId);
            }
            if (externalId != null && post.verdict() == Verdict.ACCEPTED) {
                accepted.add(externalId);
            }
        }
        return repeated;
    }
}
