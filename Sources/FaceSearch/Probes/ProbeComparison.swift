import Dispatch
import Foundation
import Gallery
import Records
import Secrets
import Synchronization
import Vocabulary

/// Compares the probes of searches with each other and with protected persons, under the oversight key. What it has opened stays
/// in memory, in this process only: the next comparison opens what is new, and lets go of what was erased.
actor ProbeComparison {
    private struct Probe {
        let number: Int64
        let search: String
        let template: Template
        var group: Int?
    }

    private var probes: [Probe] = []
    /// Boxes that did not open, by their numbers.
    private var unreadable: Set<Int64> = []
    private var last: Int64 = 0
    private var groups = ProbeGroups(threshold: 1)
    private var persons: [ProtectedPersonRef: Person] = [:]

    private struct Person {
        /// Nil when its box did not open.
        let template: Template?
        /// How many probes it was compared with.
        var compared = 0
        var found: [ProbeLikeness.Resemblance] = []
    }

    /// Boxes that are read at a time.
    private static let batch = 4096

    /// - Parameter key: asked for only when there is something to open.
    func likeness(
        in records: RecordStore, threshold: Float, key: @Sendable () throws -> OpeningKey
    ) throws -> ProbeLikeness {
        let isEmpty = try records.look {
            try $0.countSealedTemplates() == 0 && $0.protectedPersons().isEmpty
        }
        guard !isEmpty else {
            forget()
            return ProbeLikeness()
        }
        let key = try key()
        try letGo(records)
        if groups.threshold != threshold { regroup(threshold) }
        try open(records, key)
        try openPersons(records, key)
        for ref in persons.keys { compare(ref, threshold) }
        return ProbeLikeness(
            groups: Dictionary(
                probes.compactMap { probe in probe.group.map { (probe.search, $0) } },
                uniquingKeysWith: { one, _ in one }),
            resemblances: resemblances, unreadable: unreadable.count)
    }

    private func forget() {
        probes = []
        unreadable = []
        persons = [:]
        groups = ProbeGroups(threshold: groups.threshold)
    }

    /// In order of the searches, then of the persons.
    private var resemblances: [ProbeLikeness.Resemblance] {
        let found = persons.values.flatMap(\.found)
        guard !found.isEmpty else { return [] }
        let order = Dictionary(uniqueKeysWithValues: zip(probes.map(\.search), probes.indices))
        return found.sorted {
            (order[$0.search] ?? 0, $0.person.rawValue) < (order[$1.search] ?? 0, $1.person.rawValue)
        }
    }

    /// Of what was erased since. The groups are made anew, as if it had never been there.
    private func letGo(_ records: RecordStore) throws {
        let known = probes.count + unreadable.count
        guard try records.look({ try $0.countSealedTemplates(upTo: last) }) != known else { return }
        let kept = try records.look { try $0.sealedTemplateNumbers() }
        probes.removeAll { !kept.contains($0.number) }
        unreadable.formIntersection(kept)
        regroup(groups.threshold)
    }

    private func regroup(_ threshold: Float) {
        groups = ProbeGroups(threshold: threshold)
        for (place, group) in zip(probes.indices, groups.add(probes.map(\.template))) { probes[place].group = group }
        persons = [:]
    }

    private func open(_ records: RecordStore, _ key: OpeningKey) throws {
        while true {
            try Task.checkCancellation()
            let boxes = try records.look { try $0.sealedTemplates(after: last, limit: Self.batch) }
            guard let newest = boxes.last else { return }
            let templates = Self.open(boxes, key)
            var new: [Probe] = []
            for (box, template) in zip(boxes, templates) {
                guard let template else {
                    unreadable.insert(box.number)
                    continue
                }
                new.append(Probe(number: box.number, search: box.search, template: template))
            }
            for (place, group) in zip(new.indices, groups.add(new.map(\.template))) { new[place].group = group }
            probes += new
            last = newest.number
        }
    }

    /// On all cores.
    private static func open(_ boxes: [SealedTemplateRecord], _ key: OpeningKey) -> [Template?] {
        let parts = min(boxes.count, ProcessInfo.processInfo.activeProcessorCount)
        let opened = Mutex([Template?](repeating: nil, count: boxes.count))
        DispatchQueue.concurrentPerform(iterations: parts) { part in
            let range = part * boxes.count / parts..<(part + 1) * boxes.count / parts
            let own = boxes[range].map { SealedTemplate.opened($0.box, of: $0.search, model: $0.model, with: key) }
            opened.withLock { $0.replaceSubrange(range, with: own) }
        }
        return opened.withLock { $0 }
    }

    private func openPersons(_ records: RecordStore, _ key: OpeningKey) throws {
        let present = try records.look { try $0.protectedPersons() }
        let refs = Set(present.map(\.ref))
        persons = persons.filter { refs.contains($0.key) }
        for person in present where persons[person.ref] == nil {
            persons[person.ref] = Person(
                template: SealedTemplate.opened(
                    person.box, of: person.ref.rawValue, model: person.model, with: key))
        }
    }

    private func compare(_ ref: ProtectedPersonRef, _ threshold: Float) {
        guard var person = persons[ref] else { return }
        if let template = person.template {
            for probe in probes[person.compared...]
            where probe.template.model == template.model && probe.template.vector.count == template.vector.count {
                let similarity = FirstFaces.similarity(of: template.vector, to: probe.template.vector)
                guard similarity >= threshold else { continue }
                person.found.append(
                    ProbeLikeness.Resemblance(search: probe.search, person: ref, similarity: similarity))
            }
        }
        person.compared = probes.count
        persons[ref] = person
    }
}
