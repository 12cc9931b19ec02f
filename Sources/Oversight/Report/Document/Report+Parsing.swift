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
            Policy.Bounds.smallestReportedCount.contains(smallest), let erased = object["erased"].flatMap(Span.init),
            let base = object["base"].flatMap(Base.init),
            let months = object["months"]?.strings, case .object(let counts)? = object["counts"],
            let searching = object["accountsSearching"]?.toldCounts, case .object(let years)? = object["years"]
        else { return nil }
        var rows: [Row] = []
        // In the report's own order, whatever a file says.
        for measure in ReportColumns.measures {
            guard let span = counts[measure.rawValue].flatMap(Span.init), span.months.count == months.count
            else { return nil }
            rows.append(Row(measure: measure, total: span.total, months: span.months))
        }
        let told = years.members.compactMap { Year($0.name, $0.value) }
        guard told.count == years.members.count, rows.count == counts.members.count, searching.count == months.count,
            erased.months.count == months.count
        else { return nil }
        self.init(
            period: period, publisher: publisher, made: moment, id: id, origin: origin, size: size, root: root,
            smallest: smallest,
            erased: erased, base: base, months: months, rows: rows, accountsSearching: searching, years: told)
    }
}

extension Report.Span {
    fileprivate init?(_ value: JSONValue) {
        guard case .object(let object) = value, let total = object["total"].flatMap(ToldCount.init),
            let months = object["months"]?.toldCounts
        else { return nil }
        (self.total, self.months) = (total, months)
    }
}

extension Base {
    fileprivate init?(_ value: JSONValue) {
        guard case .object(let object) = value, case .array(let listed)? = object["collections"],
            let closed = object["closed"]?.count, let photos = object["photos"].flatMap(ToldCount.init),
            let faces = object["faces"].flatMap(ToldCount.init), case .bool(let isWhole)? = object["isWhole"]
        else { return nil }
        let collections = listed.compactMap(Collections.init)
        guard collections.count == listed.count else { return nil }
        self.init(collections: collections, closed: closed, photos: photos, faces: faces, isWhole: isWhole)
    }
}

extension Base.Collections {
    fileprivate init?(_ value: JSONValue) {
        guard case .object(let object) = value, let basis = object["basis"]?.string, let count = object["count"]?.count,
            let since = object["since"]?.string, (try? Period(parsing: since)) != nil
        else { return nil }
        (self.basis, self.count, self.since) = (basis, count, since)
    }
}

extension Report.Year {
    fileprivate init?(_ year: String, _ value: JSONValue) {
        guard case .object(let object) = value,
            let purposes = Self.told(object["purposes"], of: ReportColumns.byPurpose),
            let organisations = Self.told(object["organisations"], of: ReportColumns.byOrganisation)
        else { return nil }
        self.init(year: year, purposes: purposes, organisations: organisations)
    }

    private static func told(_ value: JSONValue?, of measures: [Measure]) -> [Measure: ToldParts]? {
        guard case .object(let object)? = value, object.members.count == measures.count else { return nil }
        var told: [Measure: ToldParts] = [:]
        for measure in measures {
            guard let value = object[measure.rawValue] else { return nil }
            if value == .string("withheld") { continue }
            guard let parts = ToldParts(value) else { return nil }
            told[measure] = parts
        }
        return told
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
    /// A whole number that counts something; no more than any log has, so that sums of a stranger's numbers stay numbers.
    fileprivate var count: Int? {
        guard case .number(let number) = self, let count = Int(exactly: number), (0...1 << 40).contains(count)
        else { return nil }
        return count
    }

    fileprivate var toldCounts: [ToldCount]? {
        guard case .array(let values) = self else { return nil }
        let told = values.compactMap(ToldCount.init)
        return told.count == values.count ? told : nil
    }
}
