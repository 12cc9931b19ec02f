import GRDB
public import Vocabulary

extension RecordStore {
    /// The home, or nil before `likeness init`.
    public func home() throws(Failure) -> HomeRecord? {
        try read { db in
            try Row.fetchOne(db, sql: "SELECT profile, created FROM home").map { row in
                HomeRecord(profile: row["profile"], created: try row.date("created"))
            }
        }
    }

    /// - Throws: `home.exists` when there is one already.
    public func createHome(_ home: HomeRecord) throws(Failure) {
        try write { db in
            guard try Row.fetchOne(db, sql: "SELECT 1 FROM home") == nil else {
                throw Failure(
                    .homeExists, "This home is already set up.",
                    remedy: "Use it as it is, or name another with `--home`.")
            }
            try db.execute(
                sql: "INSERT INTO home (id, profile, created) VALUES (1, ?, ?)",
                arguments: [home.profile, Timestamp.text(home.created)])
        }
    }
}
