import FaceSearch
import Hummingbird
import Oversight
import Rules

/// One page that answers what is asked of a face search.
enum QuestionPages {
    static let routes: [Route] = [
        .get("/oversight/questions", for: .duty(.readUsage)) { visit in
            let view = try await OverseersView(visit)
            try await visit.home.noteReading(
                OversightReading(.usage, of: view.address("/oversight/questions", scope: .everybody)), as: visit.actor)
            return try visit.page(
                "questions", "Questions, answered",
                fields([
                    "crumbs": [["href": view.address("/oversight", scope: .everybody), "text": "Use"] as Fields],
                    "view": view.frame("/oversight/questions"),
                    "answers": Answers(view.history, in: view.period).answers.enumerated().map {
                        answer($1, number: $0 + 1, view)
                    },
                ]))
        }
    ]

    private static func answer(_ answer: Answers.Answer, number: Int, _ view: OverseersView) -> Fields {
        fields([
            "id": "question-\(number)", "question": answer.question,
            "sentences": answer.sentences.map { sentence in
                fields([
                    "text": sentence.text,
                    "href": sentence.measure.map {
                        view.address("/oversight/entries", ["measure": $0.rawValue], scope: .everybody)
                    },
                ])
            },
            "table": answer.table.map { table(of: $0, view) },
        ])
    }

    private static func table(of table: Answers.Table, _ view: OverseersView) -> Fields {
        fields([
            "title": table.title, "columns": table.columns,
            "rows": table.rows.map { row in
                let href =
                    row.account.map { view.address("/oversight", scope: Scope(account: $0)) }
                    ?? row.entry.map { "/oversight/entries/\($0)" }
                return [
                    "cells": row.cells.enumerated().map { place, text in
                        fields([
                            "text": text, "label": table.columns[place], "isFirst": place == 0,
                            "href": place == 0 ? href : nil,
                        ])
                    }
                ] as Fields
            },
            "more": table.more > 0 ? "and \(Words.number(table.more)) more" : nil,
        ])
    }
}
