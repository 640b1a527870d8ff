package omnirelay.ledger;

import java.util.List;
import omnirelay.message.NumberedEvent;

/** Who is told of what is on disk. Called on the ledger's event loop. */
public interface LedgerListener {

    /** The log's history is another one than before, or the first this node sees. */
    void begun(String epoch, long head);

    /** These events were committed by this node, in order. Other nodes may have committed events before them. */
    void committed(List<NumberedEvent> events);
}
