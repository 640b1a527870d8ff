package omnirelay.ledger;

import io.vertx.core.Vertx;
import omnirelay.support.DatabaseLink;
import omnirelay.support.Soon;
import omnirelay.support.TestDatabase;

/** A database of its own, and ledgers on it. */
final class LedgerFixture implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = TestDatabase.create();
    private final Rows rows = new Rows(database, vertx);

    Vertx vertx() {
        return vertx;
    }

    TestDatabase database() {
        return database;
    }

    Rows rows() {
        return rows;
    }

    LedgerUnderTest ledger() {
        return LedgerUnderTest.started(vertx, database.database().connectOptions());
    }

    DatabaseLink link() {
        return new DatabaseLink(vertx, database.settings());
    }

    LedgerUnderTest ledger(DatabaseLink link) {
        return LedgerUnderTest.started(vertx, link.through(database.database().connectOptions()));
    }

    @Override
    public void close() {
        Soon.await(vertx.close());
        database.close();
    }
}
