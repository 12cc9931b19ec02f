import FaceSearch
import Foundation
import Rules
import TransparencyLog
import Vocabulary

extension Report {
    /// Reads what ``json()`` wrote, from whoever's file.
    /// - Throws: `report.malformed`.
    init(parsing bytes: [UInt8]) throws {
        guard let value = try? CanonicalJSON.parse(bytes), let report = Report(value), try report.json() == value else {
            throw Self.malformed
        }
        self = report
    }

    static let malformed = Failure(
        .reportMalformed, "This is no report of Likeness, or it was altered.",
        remedy: "Get it once more from where it was published.")

    private init?(_ value: JSONValue) {
        guard case .object(let object) = value, object["format"] == .string(Self.format),
            let id = object["id"]?.string, PseudonymousID(id) != nil, let text = object["period"]?.string,
            let period = try? Period(parsing: text), let publisher = object["publisher"]?.string,
            let made = object["made"]?.string,
            let moment = try? Date(made, strategy: .iso8601), case .object(let log)? = object["log"],
            let origin = log["origin"]?.string, let size = log["size"]?.count, let root = log["root"]?.string,
            let smallest = object["smallest"]?.count,
            Policy.Bounds.smallestReportedCount.contains(smallest), let erased = object["erased"]?.count,
            let months = object["months"]?.strings, case .object(let counts)? = object["counts"],
            let searching = object["accountsSearching"]?.toldCounts, case .object(let years)? = object["years"]
        else { return nil }
        var rows: [Row] = []
        // In the report's own order, whatever a file says.
        for measure in ReportColumns.measures {
            guard case .object(let row)? = counts[measure.rawValue], let total = row["total"].flatMap(ToldCount.init),
                let told = row["months"]?.toldCounts, told.count == months.count
            else { return nil }
            rows.append(Row(measure: measure, total: total, months: told))
        }
        let told = years.members.compactMap { Year($0.name, $0.value) }
        guard told.count == years.members.count, rows.count == counts.members.count, searching.count == months.count
        else { return nil }
        self.init(
            period: period, publisher: publisher, made: moment, id: id, origin: origin, size: size, root: root,
            smallest: smallest,
            erased: erased, months: months, rows: rows, accountsSearching: searching, years: told)
    }
}

extension Report.Year {
    fileprivate init?(_ year: String, _ value: JSONValue) {
        guard case .object(let object) = value, let purposes = object["purposes"],
            case .object(let organisations)? = object["organisations"]
        else { return nil }
        self.year = year
        if purposes == .null {
            self.purposes = nil
        } else {
            guard let parts = ToldParts(purposes) else { return nil }
            self.purposes = parts
        }
        var told: [Measure: ToldParts] = [:]
        for member in organisations.members {
            guard let measure = Measure(rawValue: member.name), let parts = ToldParts(member.value) else { return nil }
            told[measure] = parts
        }
        self.organisations = told
    }
}

extension ToldParts {
    fileprivate init?(_ value: JSONValue) {
        guard case .object(let object) = value, case .object(let single)? = object["single"],
            let together = object["together"]?.strings, let sum = object["sum"]?.count
        else { return nil }
        var counts: [String: Int] = [:]
        for member in single.members {
            guard let count = member.value.count else { return nil }
            counts[member.name] = count
        }
        self.init(single: counts, together: together, sum: sum)
    }
}

extension ToldCount {
    fileprivate init?(_ value: JSONValue) {
        switch value {
        case .string("few"): self = .few
        case .number:
            guard let count = value.count else { return nil }
            self = .exactly(count)
        case .array(let ends):
            guard ends.count == 2, let least = ends[0].count, let most = ends[1].count else { return nil }
            self = .between(least, most)
        default: return nil
        }
    }
}

extension JSONValue {
    /// A whole number that counts something.
    fileprivate var count: Int? {
        guard case .number(let number) = self, let count = Int(exactly: number), count >= 0 else { return nil }
        return count
    }

    fileprivate var toldCounts: [ToldCount]? {
        guard case .array(let values) = self else { return nil }
        let told = values.compactMap(ToldCount.init)
        return told.count == values.count ? told : nil
    }
}
