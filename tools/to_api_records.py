#!/usr/bin/env python3
"""Writes records {"nct_id", "criteria", "minimum_age", ...} as API v2 study records, one a line.

    to_api_records.py IN.ndjson OUT.ndjson [--limit N] [--id-suffix]

--id-suffix appends #N (the record's number) to the id, for samples that hold an id more than once.
"""
import argparse
import json

FIELDS = (("minimum_age", "minimumAge"), ("maximum_age", "maximumAge"), ("sex", "sex"))


def to_api(record, number, suffix):
    module = {"eligibilityCriteria": record["criteria"]}
    module.update({there: record[here] for here, there in FIELDS if record.get(here)})
    study_id = f'{record["nct_id"]}#{number}' if suffix else record["nct_id"]
    return {"protocolSection": {"identificationModule": {"nctId": study_id}, "eligibilityModule": module}}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source")
    parser.add_argument("target")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--id-suffix", action="store_true")
    options = parser.parse_args()
    with open(options.source, encoding="utf-8") as source, open(options.target, "w", encoding="utf-8") as target:
        for number, line in enumerate(source):
            if options.limit is not None and number >= options.limit:
                break
            target.write(json.dumps(to_api(json.loads(line), number, options.id_suffix)) + "\n")


if __name__ == "__main__":
    main()
