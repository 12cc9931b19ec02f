import FaceSearch
public import Foundation

/// What leaders, inspectors and journalists ask of a face search, answered for a period, in sentences with numbers. The questions
/// are those that nobody could answer when such searches came to light elsewhere.
public struct Answers: Sendable {
    public struct Answer: Sendable {
        public let question: String
        /// Sentences; the first answers, the others say more.
        public let sentences: [Sentence]
        /// Rows beside the sentences, when there are any.
        public let table: Table?
    }

    public struct Sentence: Sendable {
        public let text: String
        /// Whose entries stand behind it.
        public let measure: Measure?

        init(_ text: String, _ measure: Measure? = nil) {
            self.text = text
            self.measure = measure
        }
    }

    public struct Table: Sendable {
        public let title: String
        public let columns: [String]
        public let rows: [Row]
        /// How many rows there are besides.
        public let more: Int

        /// - Parameter rows: of a lazy collection none is made that is not shown.
        init(_ title: String, _ columns: [String], _ rows: some Collection<Row>) {
            self.title = title
            self.columns = columns
            self.rows = Array(rows.prefix(Self.mostRows))
            more = max(0, rows.count - Self.mostRows)
        }

        private static let mostRows = 25
    }

    public struct Row: Sendable {
        public let cells: [String]
        /// An account that the row is about, or an entry.
        public let account: RandomID?
        public let entry: Int?

        init(_ cells: [String], account: RandomID? = nil, entry: Int? = nil) {
            self.cells = cells
            self.account = account
            self.entry = entry
        }
    }

    public let answers: [Answer]

    public init(_ history: History, in period: Period) {
        let asked = Questioner(history, period)
        answers = [
            asked.who(), asked.since(), asked.sanctioned(), asked.fruitless(), asked.role(), asked.charged(),
            asked.switchedOff(), asked.misused(),
        ]
    }
}
