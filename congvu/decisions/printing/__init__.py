"""The printed decision by NĐ 30/2020/NĐ-CP: as PDF for signing, as Word file for the drafter."""
