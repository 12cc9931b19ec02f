import FaceSearch
import Oversight
import Rules
import TransparencyLog

/// What is asked of a face search, answered. Each look is logged.
enum QuestionsAPI {
    private static let path = "/oversight/questions"

    static let routes: [Route] = [
        .read(
            path, "getAnswers",
            "Who used it, was it sanctioned, what came of it, and whatever else is asked, in sentences.",
            for: .duty(.readUsage), [OversightQuery.period]
        ) { visit in
            let view = try await visit.overseersView()
            let name = view.address(API.root + path, scope: .everybody)
            try await visit.home.noteReading(OversightReading(.usage, of: name), as: visit.actor)
            return Output(
                period: view.period.text, log: CountedLogOutput(view.checkpoint),
                answers: Answers(view.history, in: view.period).answers.map { Output.Answer($0) })
        }
    ]

    private struct Output: Encodable, Described {
        struct Answer: Encodable {
            struct Sentence: Encodable {
                let text: String
                /// The figure whose entries stand behind it.
                let measure: String?
            }

            struct Table: Encodable {
                struct Row: Encodable {
                    let cells: [String]
                    let account: String?
                    let entry: Int?
                }

                let title: String
                let columns: [String]
                let rows: [Row]
                /// How many rows there are besides.
                let more: Int
            }

            let question: String
            let sentences: [Sentence]
            let table: Table?

            init(_ answer: Answers.Answer) {
                question = answer.question
                sentences = answer.sentences.map { Sentence(text: $0.text, measure: $0.measure?.rawValue) }
                table = answer.table.map { table in
                    Table(
                        title: table.title, columns: table.columns,
                        rows: table.rows.map {
                            Table.Row(cells: $0.cells, account: $0.account?.text, entry: $0.entry)
                        }, more: table.more)
                }
            }
        }

        let period: String
        let log: CountedLogOutput
        let answers: [Answer]

        private static let table = Schema.object([
            "title": .text, "columns": .list(of: .text), "more": .count,
            "rows": .list(
                of: .object(["cells": .list(of: .text), "account": .optional(.id), "entry": .optional(.count)])),
        ])

        static let schema = Schema.named(
            "Answers",
            .object([
                "period": .text, "log": CountedLogOutput.schema,
                "answers": .list(
                    of: .object([
                        "question": .text, "table": .optional(table),
                        "sentences": .list(
                            of: .object([
                                "text": .text, "measure": .optional(.word(Measure.allCases.map(\.rawValue))),
                            ])),
                    ])),
            ]))
    }
}
