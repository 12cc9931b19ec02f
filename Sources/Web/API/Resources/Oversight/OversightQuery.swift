import Oversight
import Rules
import TransparencyLog
import Vocabulary

/// Which period, and whose use, as queries of the API say it.
enum OversightQuery {
    static let period = APIOperation.Parameter.query(
        "period", "2026, 2026-Q3, 2026-10, 2026-10-05, or from and to: 2026-07-01..2026-09-30. Else the latest year.",
        .period)

    static let scope = [
        period, .query("organisation", "Only this one's.", .id), .query("unit", "Only this one's.", .id),
        .query("account", "Only this one's.", .id),
    ]
}

extension Schema {
    /// As ``Period`` is written.
    static let period = plain([
        "type": "string",
        "pattern":
            "^[0-9]{4}(-Q[1-4]|-[0-9]{2}|-[0-9]{2}-[0-9]{2}|-[0-9]{2}-[0-9]{2}\\.\\.[0-9]{4}-[0-9]{2}-[0-9]{2})?$",
    ])
}

extension Visit {
    /// The history, for what the query names.
    /// - Throws: `form.malformed`, `period.malformed`, `role.missing`, `log.…`.
    func overseersView() async throws -> OverseersView {
        for name in ["organisation", "unit", "account"] {
            guard asked(name).map({ API.isID($0) }) ?? true else { throw Failure.malformedForm }
        }
        guard asked("period").map({ !$0.isEmpty }) ?? true else { throw Failure.malformedForm }
        return try await OverseersView(self)
    }
}
