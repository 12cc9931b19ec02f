import GRDB

extension RecordFormat {
    /// Whom an outcome is about. docs/records.md says what each column holds.
    static func addCandidatesToOutcomes(_ db: Database) throws {
        try db.execute(
            sql: """
                ALTER TABLE outcome ADD COLUMN search TEXT REFERENCES search (id);
                ALTER TABLE outcome ADD COLUMN rank INTEGER CHECK ((search IS NULL) = (rank IS NULL));
                """)
    }
}
