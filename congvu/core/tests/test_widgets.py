from django import forms


class Choice(forms.Form):
    unit = forms.ChoiceField(
        choices=[("", "tất cả"), (1234, "Sở <Nội vụ>"), ("Xã", [("x1", "Xã Một")])],
        widget=forms.Select(attrs={"class": "form-select"}),
    )


def test_a_list_of_options_shows_the_chosen_one_groups_and_plain_keys():
    html = str(Choice({"unit": "1234"})["unit"])
    assert '<select name="unit" class="form-select"' in html
    assert '<option value="1234" selected>Sở &lt;Nội vụ&gt;</option>' in html
    assert '<optgroup label="Xã"><option value="x1">Xã Một</option></optgroup>' in html
    assert html.count("selected") == 1
