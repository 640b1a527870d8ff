package omnirelay.feed;

import static omnirelay.feed.TestEvents.events;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What chance may bring is in {@link FeedSimulationTest}; here is what each step means. */
class EventLogTest {
    private final List<Runnable> later = new ArrayList<>();
    private final Reads reads = new Reads();
    private final Listener listener = new Listener();
    private final FeedFigures figures = new FeedFigures();
    private final EventLog log = new EventLog(reads, 100, later::add, listener, figures);

    private record Question(long after, long last, Promise<KeptEvents.Page> answer) {
        void answer(String epoch, long first, long last) {
            answer.complete(new KeptEvents.Page(epoch, events(first, last)));
        }
    }

    private static final class Reads implements KeptEvents {
        private final Queue<Question> asked = new ArrayDeque<>();
        private LogBounds bounds = new LogBounds(new LogHead("one", 0), 1);

        @Override
        public Future<Page> page(long seq, long last, int max) {
            Promise<Page> answer = Promise.promise();
            asked.add(new Question(seq, last, answer));
            return answer.future();
        }

        @Override
        public Future<LogBounds> bounds() {
            return Future.succeededFuture(bounds);
        }

        @Override
        public Future<LogHead> head() {
            return Future.succeededFuture(bounds.head());
        }
    }

    private static final class Listener implements EventLog.Follower {
        private int moves;
        private int beginnings;

        @Override
        public void moved() {
            moves++;
        }

        @Override
        public void begunAnew() {
            beginnings++;
        }
    }

    @BeforeEach
    void begin() {
        log.begin(new LogHead("one", 0));
    }

    @Test
    void whatThisNodeCommitsIsThereAtOnceAndNeverRead() {
        log.publish(events(1, 3));
        log.headMovedTo(3);
        pass();

        assertThat(held()).containsExactly(1L, 2L, 3L);
        assertThat(reads.asked).isEmpty();
        assertThat(listener.moves).isEqualTo(1);
        assertThat(figures.events()).isEqualTo(3);
    }

    @Test
    void aNotificationThatOvertakesTheHandingOverReadsNothing() {
        log.headMovedTo(3);
        log.publish(events(1, 3));
        pass();

        assertThat(reads.asked).isEmpty();
    }

    @Test
    void whatAnotherNodeCommittedIsReadBeforeWhatFollowsIt() {
        log.publish(events(1, 2));
        log.publish(events(6, 7));
        assertThat(held()).containsExactly(1L, 2L);

        Question gap = reads.asked.remove();
        assertThat(gap.after()).isEqualTo(2);
        assertThat(gap.last()).isEqualTo(7);
        gap.answer("one", 3, 7);

        assertThat(held()).isEqualTo(FeedIT.range(1, 7));
    }

    @Test
    void aLongGapIsReadPageByPage() {
        log.headMovedTo(10);
        pass();
        reads.asked.remove().answer("one", 1, 6);
        reads.asked.remove().answer("one", 7, 10);

        assertThat(held()).isEqualTo(FeedIT.range(1, 10));
        assertThat(reads.asked).isEmpty();
    }

    @Test
    void whatIsHandedOverTwiceIsThereOnce() {
        log.publish(events(1, 3));
        log.publish(events(2, 5));

        assertThat(held()).isEqualTo(FeedIT.range(1, 5));
        assertThat(figures.events()).isEqualTo(5);
    }

    @Test
    void aReadThatFailsIsTriedAgainAtTheNextLook() {
        log.headMovedTo(2);
        pass();
        reads.asked.remove().answer().fail("the database is away");
        assertThat(held()).isEmpty();

        reads.bounds = new LogBounds(new LogHead("one", 2), 1);
        log.look();
        pass();
        reads.asked.remove().answer("one", 1, 2);

        assertThat(held()).containsExactly(1L, 2L);
    }

    @Test
    void aNewEpochForgetsEverythingAndWhatWasBeingRead() {
        log.publish(events(1, 2));
        log.headMovedTo(5);
        pass();
        log.begin(new LogHead("two", 2));
        reads.asked.remove().answer("one", 3, 5);

        assertThat(log.head()).isEqualTo(new LogHead("two", 2));
        assertThat(log.remembersAfter(1)).isFalse();
        assertThat(listener.beginnings).isEqualTo(2);
    }

    @Test
    void theSameEpochAgainOnlyMovesTheHead() {
        log.publish(events(1, 2));
        log.begin(new LogHead("one", 2));

        assertThat(held()).containsExactly(1L, 2L);
        assertThat(listener.beginnings).isEqualTo(1);
    }

    @Test
    void aNodeThatWasAwayForLongGoesOnFromWhatIsLeft() {
        log.publish(events(1, 2));
        log.headMovedTo(50);
        pass();
        reads.bounds = new LogBounds(new LogHead("one", 50), 41);
        reads.asked.remove().answer("one", 41, 50);
        reads.asked.remove().answer("one", 41, 50);

        assertThat(log.headSeq()).isEqualTo(50);
        assertThat(log.remembersAfter(39)).isFalse();
        assertThat(log.remembersAfter(40)).isTrue();
    }

    /** Lets the moment pass for which the log waits after a notification. */
    private void pass() {
        List<Runnable> due = List.copyOf(later);
        later.clear();
        due.forEach(Runnable::run);
    }

    private List<Long> held() {
        return LongStream.rangeClosed(1, log.headSeq())
                .map(seq -> log.get(seq).seq())
                .boxed()
                .toList();
    }
}
